import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { CDKTF, CDKTN } from "../../../src/install/libraries";

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, unknown>>;

test("it runs by the scripts that people are told of", () => {
  expect(Object.keys(manifest["scripts"] ?? {})).toEqual(
    expect.arrayContaining([
      "build",
      "test",
      "test:more",
      "test:terraform",
      "quickstart",
      "lint",
      "bench",
      "mutate",
      "docs:site",
    ]),
  );
  const readme = read("README.md");
  expect(readme).toContain("npm ci && npm run quickstart");
  expect(readme).toContain("npm ci && npm test");
});

test("the pipeline runs what the README says, and stops at the first failure", () => {
  expect(read(".ci/run").split("\n")).toEqual(expect.arrayContaining(["set -euo pipefail", "npm ci && npm test"]));
  expect(statSync(path.join(ROOT, ".ci", "run")).mode & 0o111).not.toBe(0);
});

test("whoever installs it gets no package but their own cdktf and constructs", () => {
  expect(manifest["dependencies"]).toBeUndefined();
  // cdktn stands in no range: it wants older `constructs` than what comes with cdktf, and npm would refuse both.
  expect(manifest["peerDependencies"]).toEqual({
    "@cdktf/provider-null": "^11.0.0",
    cdktf: `^${CDKTF.line}.0`,
    constructs: "^10.4.2",
  });
  expect(manifest["peerDependenciesMeta"]).toEqual({
    "@cdktf/provider-null": { optional: true },
    cdktf: { optional: true },
  });
});

test("what is tested with is the line of versions that the entries ask for", () => {
  const { cdktf, cdktn } = manifest["devDependencies"] as Record<string, string>;
  expect([cdktf, cdktn]).toEqual([CDKTF, CDKTN].map(({ line }) => expect.stringMatching(`^${line}\\.`) as unknown));
});

test("versions are exact, and no registry is named", () => {
  expect(Object.values(manifest["devDependencies"] ?? {})).toEqual(
    Object.values(manifest["devDependencies"] ?? {}).map(() => expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown),
  );
  expect(read("package-lock.json")).not.toMatch(/"resolved": "http/);
});

const tools = readdirSync(path.join(ROOT, "tools"));
const ofPython = tools.filter((tool) => existsSync(path.join(ROOT, "tools", tool, "requirements.txt")));

test.each(tools.filter((tool) => !ofPython.includes(tool)))(
  "so are those of tools/%s, which has a lock file of its own",
  (tool) => {
    const { optionalDependencies = {}, dependencies = {} } = JSON.parse(read(`tools/${tool}/package.json`)) as Record<
      string,
      Record<string, string>
    >;
    const versions = Object.values({ ...dependencies, ...optionalDependencies });
    expect(versions).toEqual(versions.map(() => expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown));
    expect(read(`tools/${tool}/package-lock.json`)).not.toMatch(/"resolved": "http/);
  },
);

test.each(ofPython)("so are those of tools/%s, whose packages are Python's: each has its hashes", (tool) => {
  const lines = read(`tools/${tool}/requirements.txt`)
    .replaceAll("\\\n", "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines).toEqual(
    lines.map(() => expect.stringMatching(/^[\w-]+==\d+\.\d+\.\d+( +--hash=sha256:[\da-f]{64})+$/) as unknown),
  );
  expect(lines.length).toBeGreaterThan(0);
});

test("npm ci finds every platform's packages in the lock file", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const wanted = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ folder, name })),
  );
  // npm looks in the package's own node_modules, then further and further up.
  const isLocked = (folder: string, name: string): boolean =>
    `${folder === "" ? "" : `${folder}/`}node_modules/${name}` in packages ||
    (folder !== "" && isLocked(folder.includes("/") ? path.posix.dirname(folder) : "", name));
  expect(wanted.filter(({ folder, name }) => !isLocked(folder, name))).toEqual([]);
});
