// Tells whether two plans do the same: same-changes.cjs ONE.json OTHER.json
// The times of their making differ, and nothing else that matters may. Values are never printed: they may be secret.
const { readFileSync } = require("node:fs");
const { isDeepStrictEqual } = require("node:util");

const [one, other] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const parts = ["configuration", "variables", "resource_changes", "output_changes", "complete", "errored"];
const differing = parts.filter((part) => !isDeepStrictEqual(one[part], other[part]));
if (differing.length > 0) {
  console.error(
    `The reviewed plan is not what this branch asks for now: ${differing.join(", ")} differ. Plan and review again.`,
  );
  process.exitCode = 1;
}
