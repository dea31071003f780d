import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { packed } from "../../support/run/packed-package";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";

// npm asks the registry for what each of 400 packages wants. `npm run test:more -- install-lines` installs them, too.
jest.setTimeout(300_000);

let around: string;
let tarball: string;
beforeAll(async () => {
  await build();
  around = await temporaryFolder("gvn-lines-");
  tarball = await packed(ROOT, around);
});
afterAll(() => removeFolder(around));

const guide = readFileSync(path.join(ROOT, "docs", "guides", "constructs.md"), "utf8");

/** The install lines of the guide, as typed; the package itself is what was just built. */
const LINES = [...guide.matchAll(/^npm install cdktf-greenvn (.+)$/gm)].map(([, packages = ""]) => packages);

/** npm's resolution in a clean folder, which is the folder of no other project. */
async function resolved(packages: string): Promise<Record<string, { readonly version?: string }>> {
  const folder = path.join(around, packages.replaceAll("/", "-"));
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "numbers", private: true }));
  const args = [
    "install",
    "--package-lock-only",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    tarball,
    ...packages.split(" "),
  ];
  const { exitCode, stderr } = await run("npm", args, { cwd: folder, env: process.env, timeoutMs: 250_000 });
  if (exitCode !== 0) throw new Error(`npm ${args.join(" ")} ended with ${String(exitCode)}\n${stderr}`);
  const lock = JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { readonly version?: string }>;
  };
  return lock.packages;
}

test("the guide tells one line for each library, with its command", () =>
  expect(LINES).toEqual(["cdktf constructs cdktf-cli", "cdktn constructs cdktn-cli"]));

test.each([
  ["cdktf constructs cdktf-cli", "cdktf", /^0\.21\./, "cdktn"],
  ["cdktn constructs cdktn-cli", "cdktn", /^0\.24\./, "cdktf"],
  ["cdktf constructs @cdktf/provider-null", "cdktf", /^0\.21\./, "cdktn"],
  ["cdktf cdktn constructs", "cdktn", /^0\.24\./, "cdktf-cli"],
])("npm resolves in one step, in a clean folder: %s", async (packages, library, version, absent) => {
  const found = await resolved(packages);
  expect(found[`node_modules/${library}`]?.version).toMatch(version);
  expect(found).toHaveProperty(["node_modules/cdktf-greenvn"]);
  expect(found).not.toHaveProperty([`node_modules/${absent}`]);
});
