import { generateKey } from "openpgp";
import { billOfMaterials } from "../../../scripts/release/bill-of-materials";
import { detachedSignature, signingKeyOf } from "../../../scripts/release/sign";
import { zipOf } from "../../../scripts/release/zip";
import { RUNTIMES } from "../../../scripts/standalone/runtimes";
import { PLATFORMS } from "../../../src/install/platform";

const CENTRAL_ENTRY = Buffer.from("504b0102", "hex");
const FILES = [
  { name: "LICENSES.txt", content: Buffer.from("MIT\n"), mode: 0o644 },
  { name: "program", content: Buffer.from("x".repeat(1000)), mode: 0o755 },
];

test("a zip has the same bytes in every time zone and on every day, and keeps order and modes", () => {
  const zone = process.env["TZ"];
  const zips = ["UTC", "Pacific/Apia", "America/St_Johns"].map((TZ) => {
    process.env["TZ"] = TZ;
    return Buffer.from(zipOf(FILES)).toString("hex");
  });
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
  expect(new Set(zips).size).toBe(1);
  const zip = Buffer.from(zips[0] ?? "", "hex");
  const entries: number[] = [];
  for (let at = zip.indexOf(CENTRAL_ENTRY); at >= 0; at = zip.indexOf(CENTRAL_ENTRY, at + 1)) entries.push(at);
  expect(
    entries.map((at) => [
      zip.toString("latin1", at + 46, at + 46 + zip.readUInt16LE(at + 28)),
      (zip.readUInt32LE(at + 38) >>> 16).toString(8),
      zip.readUInt32LE(at + 12),
    ]),
  ).toEqual([
    ["LICENSES.txt", "100644", 0x00210000],
    ["program", "100755", 0x00210000],
  ]);
});

describe("a signature", () => {
  test("is made with no key given by nobody", () => {
    expect([signingKeyOf({}), signingKeyOf({ GREENVN_SIGNING_KEY: " \n" })]).toEqual([null, null]);
  });

  test("is refused with a key of another kind than registries take, and with a wrong passphrase", async () => {
    const userIDs = [{ name: "A test" }];
    const curve = await generateKey({ type: "ecc", curve: "ed25519Legacy", userIDs });
    await expect(detachedSignature("sums", { armored: curve.privateKey, passphrase: "" })).rejects.toThrow(
      /make one of RSA/,
    );
    const rsa = await generateKey({ type: "rsa", rsaBits: 2048, userIDs, passphrase: "right" });
    await expect(detachedSignature("sums", { armored: rsa.privateKey, passphrase: "wrong" })).rejects.toThrow(
      /passphrase/i,
    );
    expect((await detachedSignature("sums", { armored: rsa.privateKey, passphrase: "right" })).length).toBeGreaterThan(
      200,
    );
  });
});

describe("the list of materials", () => {
  const INPUTS = [
    "src/cli/main.ts",
    "node_modules/yaml/dist/index.js",
    "../../elsewhere/node_modules/yaml/dist/schema.js",
    "node_modules/@msgpack/msgpack/dist/x.mjs",
  ];
  interface Document {
    readonly components: readonly {
      readonly name: string;
      readonly purl: string;
      readonly hashes: readonly { readonly content: string }[];
    }[];
    readonly dependencies: readonly { readonly ref: string }[];
  }
  const read = (): Document => JSON.parse(billOfMaterials(INPUTS)) as Document;

  test("names each package once, with its licence and hash, and each runtime", () => {
    const { components, dependencies } = read();
    const runtimes = PLATFORMS.map((platform) => RUNTIMES[platform].name);
    expect(components.map(({ name }) => name)).toEqual(["@msgpack/msgpack", ...runtimes, "yaml"].sort());
    for (const { hashes, purl } of components) {
      expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
      expect(purl).toMatch(/^pkg:npm\/(%40[\w-]+\/)?[\w-]+@\d/);
    }
    expect(dependencies.slice(1).map(({ ref }) => ref)).toEqual(components.map(({ purl }) => purl));
  });

  test("tells no time and no number of its own, and is the same each time", () => {
    expect(billOfMaterials(INPUTS)).toBe(billOfMaterials([...INPUTS].reverse()));
    expect(billOfMaterials(INPUTS)).not.toMatch(/serialNumber|timestamp/);
  });

  test("a package that the lock file does not know stops it", () => {
    expect(() => billOfMaterials(["node_modules/no-such-package/index.js"])).toThrow(/does not say all of/);
  });
});
