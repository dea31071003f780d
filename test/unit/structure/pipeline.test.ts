import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../../scripts/project";

/** An `npm` that says what it is asked to do, and fails with `CODE` when that is `FAILS`. */
const NPM = `#!/bin/sh
echo "npm $*"
test "$*" != "$FAILS" || exit "$CODE"
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "gvn-ci-"));
beforeAll(() => {
  writeFileSync(path.join(folder, "npm"), NPM);
  chmodSync(path.join(folder, "npm"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["all is well", "nothing", 0, ["npm ci", "npm test", "npm run test:more"]],
  ["the packages can not be installed", "ci", 3, ["npm ci"]],
  ["a test fails", "test", 4, ["npm ci", "npm test"]],
  ["a slow check fails", "run test:more", 5, ["npm ci", "npm test", "npm run test:more"]],
])("the pipeline ends with the code of what failed: %s", (_case, fails, code, said) => {
  const { status, stdout } = spawnSync(path.join(ROOT, ".ci", "run"), {
    env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, FAILS: fails, CODE: String(code) },
    encoding: "utf8",
  });
  expect({ status, said: stdout.trim().split("\n") }).toEqual({ status: code, said });
});
