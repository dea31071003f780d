import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { generateKey, readKey } from "openpgp";
import { handOverRelease, type PreparedRelease } from "../../test/support/release/prepared-release";
import { build } from "../build";
import { DIST, ROOT } from "../project";
import type { SigningKey } from "../release/sign";
import { writeRelease } from "../release/write-release";
import { shown } from "../shown";
import type { Check } from "./check";
import { runJest } from "./jest";

const LONGEST_STEP_MS = 20 * 60_000;

/** All that a release is made of. */
const SOURCES = [
  ...["package.json", "package-lock.json", "tsconfig.json", "action.yml", "src", "scripts", "test"],
  ...["docs", "examples", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md"],
];

/** Four executables, in a release that registries and mirrors take. */
export const release: Check = {
  name: "release",
  what: "a release, made twice in two folders with the same bytes, serves a machine without Node",
  async run(say) {
    await build();
    const around = await mkdtemp(path.join(os.tmpdir(), "gvn-release-"));
    try {
      const { key, ...verifying } = await newKey();
      const here = path.join(around, "release");
      await writeRelease({ folder: here, key, say });
      await sameElsewhere(here, path.join(around, "elsewhere"), key, say);
      await tests({ folder: here, ...verifying }, say);
    } finally {
      await rm(around, { recursive: true, force: true });
    }
  },
};

/** A key for this check alone, of the kind that Terraform's registry takes. */
async function newKey(): Promise<Omit<PreparedRelease, "folder"> & { readonly key: SigningKey }> {
  const passphrase = "of this check alone";
  const { privateKey, publicKey } = await generateKey({
    type: "rsa",
    rsaBits: 3072,
    userIDs: [{ name: "A check of cdktf-greenvn" }],
    passphrase,
  });
  const keyId = (await readKey({ armoredKey: publicKey })).getKeyID().toHex().toUpperCase();
  return { key: { armored: privateKey, passphrase }, publicKey, keyId };
}

/** A copy of the project with another path, another time zone and another umask; the runtimes need not come twice. */
async function sameElsewhere(here: string, copy: string, key: SigningKey, say: (line: string) => void): Promise<void> {
  for (const source of SOURCES) await cp(path.join(ROOT, source), path.join(copy, source), { recursive: true });
  await symlink(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
  await mkdir(path.join(copy, "dist", ".cache"), { recursive: true });
  await symlink(path.join(DIST, ".cache", "runtimes"), path.join(copy, "dist", ".cache", "runtimes"));
  await shown("/bin/sh", ["-c", "umask 077; exec npm run release --silent"], {
    cwd: copy,
    env: {
      ...process.env,
      TZ: "Pacific/Apia",
      LC_ALL: "C",
      GREENVN_SIGNING_KEY: key.armored,
      GREENVN_SIGNING_PASSPHRASE: key.passphrase,
    },
    timeoutMs: LONGEST_STEP_MS,
    say,
  });
  const there = path.join(copy, "release");
  const names = (await readdir(here)).sort();
  if ((await readdir(there)).sort().join() !== names.join()) throw new Error("the two releases hold other files");
  for (const name of names.filter((each) => !each.endsWith(".sig"))) {
    const [one, other] = await Promise.all([here, there].map((folder) => readFile(path.join(folder, name))));
    if (one === undefined || other === undefined || !one.equals(other))
      throw new Error(`${name} is another one where it is made in another folder`);
  }
  say(`the same bytes in two folders: ${names.length} files, but for the signature`);
}

async function tests(prepared: PreparedRelease, say: (line: string) => void): Promise<void> {
  const env = { ...process.env, ...handOverRelease(prepared) };
  await runJest({ projects: ["release"], env, timeoutMs: LONGEST_STEP_MS, say });
}
