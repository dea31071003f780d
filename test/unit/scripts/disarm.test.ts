import { disarm, DISARMED, DISARMED_ENGINE } from "../../../scripts/standalone/disarm";

const LETTERS = [...DISARMED_ENGINE];
const noise = Buffer.alloc(64, 0x80);

/** `cmp byte ptr [rsi + index], letter; jne`, one after the other. */
const amd64 = Buffer.concat(
  LETTERS.map((letter, index) =>
    Buffer.from(
      index === 0
        ? [0x80, 0x3e, letter.charCodeAt(0), 0x75, 0xe5]
        : [0x80, 0x7e, index, letter.charCodeAt(0), 0x75, 0xde],
    ),
  ),
);

/** `ldrb; cmp w8, #letter; b.ne`, likewise. */
const arm64 = Buffer.concat(
  LETTERS.map((letter) => {
    const code = Buffer.alloc(12, 0x39);
    code.writeUInt32LE((0x7100_001f | (8 << 5) | (letter.charCodeAt(0) << 10)) >>> 0, 4);
    return code;
  }),
);

const texts = (names: readonly string[] = DISARMED): Buffer =>
  Buffer.concat([
    noise,
    ...names.map((name) => Buffer.from(`\0${name}X\0`)),
    Buffer.from("a=process.env.BUN_INSPECT_NOTIFY;\0"),
    noise,
  ]);

/** Code of arm64 begins at a multiple of four bytes. */
const runtimeOf = (code: Buffer, names?: readonly string[]): Buffer => Buffer.concat([code, texts(names)]);

describe.each([
  ["linux_amd64", amd64],
  ["darwin_arm64", arm64],
] as const)("%s", (platform, code) => {
  test("no name is left, but in the text of a program, and no letter of the engine's settings is compared with", () => {
    const runtime = runtimeOf(code);
    const disarmed = disarm(runtime, platform);
    expect(disarmed.length).toBe(runtime.length);
    const text = disarmed.toString("latin1");
    for (const name of DISARMED) expect(text.split(name).filter((before) => !before.endsWith("."))).toHaveLength(1);
    expect(text).toContain("a=process.env.BUN_INSPECT_NOTIFY;");
    for (const letter of LETTERS) expect(changed(runtime, disarmed, code.length)).toContain(letter);
  });

  test("what was handed in stays as it is", () => {
    const runtime = runtimeOf(code);
    const before = Buffer.from(runtime);
    disarm(runtime, platform);
    expect(runtime.equals(before)).toBe(true);
  });

  test.each(DISARMED)("a runtime that does not know %s is another one", (name) => {
    expect(() =>
      disarm(
        runtimeOf(
          code,
          DISARMED.filter((each) => each !== name),
        ),
        platform,
      ),
    ).toThrow(name);
  });

  test("so is one that compares nowhere, or in two places", () => {
    expect(() => disarm(texts(), platform)).toThrow(/^0 places compare with BUN_JSC_/);
    expect(() => disarm(runtimeOf(Buffer.concat([code, code])), platform)).toThrow(/^[2-9] places compare/);
  });
});

/** The letters that stood where the code is another one now. */
function changed(before: Buffer, after: Buffer, bytes: number): string {
  const places = [...before.subarray(0, bytes).keys()].filter((at) => before[at] !== after[at]);
  const code = places.map((at) => String.fromCharCode(before[at] ?? 0)).join("");
  // Of arm64 the letter is spread over bits.
  const words = [...new Set(places.map((at) => at - (at % 4)))].map((at) => (before.readUInt32LE(at) >>> 10) & 0xfff);
  return code + String.fromCharCode(...words);
}
