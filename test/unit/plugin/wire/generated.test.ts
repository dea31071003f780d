import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../../..");

test("generating the messages again gives what is committed", () => {
  const generated = execFileSync(process.execPath, [join(ROOT, "scripts/generate-proto.js"), "--print"], {
    encoding: "utf8",
  });
  expect(generated).toBe(readFileSync(join(ROOT, "src/plugin/wire/generated/terraform-plugin.ts"), "utf8"));
});
