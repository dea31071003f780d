import { readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";

/** Things that may stand nowhere but where the user put them. */
export interface Secrets {
  readonly key: string;
  readonly token: string;
  readonly pins: readonly number[];
}

/** Every form of the secrets that could be met in a text, each with its name. */
export function formsOf({ key, token, pins }: Secrets): readonly { readonly name: string; readonly pattern: RegExp }[] {
  const pair = `${key}:${token}`;
  const texts: Record<string, string> = {
    token,
    "token, url-encoded": encodeURIComponent(token),
    "token, in JSON": JSON.stringify(token).slice(1, -1),
    "token in hex": Buffer.from(token).toString("hex"),
    // At each of the three offsets that it may have in a longer text.
    ...Object.fromEntries(
      ["", " ", "  "].map((before) => [
        `token in base64, offset ${before.length}`,
        Buffer.from(before + token)
          .toString("base64")
          .replace(/=+$/, "")
          .slice(before.length === 0 ? 0 : 4, -2),
      ]),
    ),
    "credentials in base64": Buffer.from(pair).toString("base64").replace(/=+$/, ""),
    "credentials in base64url": Buffer.from(pair).toString("base64url"),
  };
  return [
    ...Object.entries(texts).map(([name, text]) => ({
      name,
      pattern: new RegExp(text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "i"),
    })),
    ...pins.map((pin, index) => ({
      name: `PIN ${index + 1}`,
      pattern: new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`, "i"),
    })),
    { name: "an Authorization header", pattern: /authorization["']?\s*[:=]\s*["']?basic/i },
  ];
}

/** Where a text holds a secret: the form's name and what stands around it. */
export function secretsIn(text: string, secrets: Secrets): string[] {
  return formsOf(secrets).flatMap(({ name, pattern }) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [`${name}: …${text.slice(Math.max(0, at - 80), at + 60)}…`];
  });
}

/**
 * A JSON document without the values that Terraform itself marks and keeps as sensitive, and with private state
 * decoded.
 */
export function withoutSensitive(json: string): string {
  const strip = (name: string, value: unknown): unknown => {
    if (name === "aparty_pins" || name === "bparty_pins") return undefined;
    // What the user declares a variable as is the user's.
    if (name === "variables") return undefined;
    if (name === "private" && typeof value === "string") return Buffer.from(value, "base64").toString("utf8");
    return value;
  };
  return JSON.stringify(JSON.parse(json), strip);
}

/** Every file below a folder, by its path. Links are named, not followed. */
export async function filesBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(file, await readFile(file).catch(() => Buffer.alloc(0)));
    else if (entry.isSymbolicLink()) files.set(file, Buffer.from(await readlink(file).catch(() => "")));
  }
  return files;
}

/** What a zip file holds, by name: a saved plan is one. */
export function unzipped(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, nameLength, extraLength, commentLength, header] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const bytes = zip.subarray(begin, begin + packed);
    files.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
