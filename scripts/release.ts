import path from "node:path";
import { type Platform, PLATFORMS } from "../src/install/platform";
import { ROOT } from "./project";
import { signingKeyOf } from "./release/sign";
import { writeRelease } from "./release/write-release";

const USAGE = `usage: npm run release [-- [FOLDER] [--platform OS_ARCH]...]

Writes a release into FOLDER (default: release). It is signed by the key in GREENVN_SIGNING_KEY (RSA, in its armor),
with GREENVN_SIGNING_PASSPHRASE where it has one; without a key it is not signed.
platforms, all of them where none is named: ${PLATFORMS.join(", ")}`;

async function main(args: readonly string[]): Promise<void> {
  const folders = args.filter((arg, index) => !arg.startsWith("--") && args[index - 1] !== "--platform");
  const named = args.filter((_, index) => args[index - 1] === "--platform");
  const platforms = PLATFORMS.filter((platform) => named.length === 0 || named.includes(platform));
  const options = args.filter((arg) => arg.startsWith("--"));
  if (
    folders.length > 1 ||
    options.some((option) => option !== "--platform") ||
    options.length !== named.length ||
    !named.every((name) => PLATFORMS.includes(name as Platform))
  ) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const folder = path.resolve(ROOT, folders[0] ?? "release");
  const key = signingKeyOf(process.env);
  await writeRelease({ folder, platforms, key, say: console.log });
  console.log(`${folder}: ${key === null ? "not signed, for GREENVN_SIGNING_KEY gives no key" : "signed"}`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
