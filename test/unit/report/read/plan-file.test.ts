import { deflateRawSync } from "node:zlib";
import { NO_SUBJECT, rulesOf } from "../../../../src/report/judge/rules";
import { FORMATS, namedPlan, planReport } from "../../../../src/report/plan-report";
import { type Plan } from "../../../../src/report/read/plan";
import { comparePlanFile } from "../../../../src/report/read/plan-file";
import { readPlan } from "../../../../src/report/read/read-plan";
import { bytes, deletion, planOf } from "../plan-json";

const timestamp = "2026-01-01T00:00:00Z";
const plan = planMade(planOf([deletion()], { timestamp }));

function planMade(value: unknown): Plan {
  const read = readPlan(bytes(value));
  if (read.kind === "refused") throw new Error(read.why);
  return read.plan;
}

/** A ZIP archive, as a saved plan is one; method 8 packs, 0 does not. */
function zip(files: Readonly<Record<string, string>>, method = 8): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), data);
    entries.push(entry, Buffer.from(name));
    at += local.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...entries, end]);
}

const saved = `${timestamp} 1.11.4 greenvn_allocation.support gvn-1`;
test.each<[string, Uint8Array, "same" | "other" | "not compared"]>([
  ["the very plan", zip({ tfstate: "x", tfplan: saved }), "same"],
  ["the very plan, not packed", zip({ tfplan: saved }, 0), "same"],
  ["one made at another time", zip({ tfplan: saved.replace("00Z", "01Z") }), "other"],
  ["one of another version", zip({ tfplan: saved.replace("1.11.4", "1.9.0") }), "other"],
  ["one of another stack with the same addresses", zip({ tfplan: saved.replace("gvn-1", "gvn-2") }), "other"],
  ["one of another stack", zip({ tfplan: saved.replace("support", "sales") }), "other"],
  ["an archive of something else", zip({ readme: saved }), "not compared"],
  ["an archive that is cut", zip({ tfplan: saved }).subarray(20), "not compared"],
  ["one that is packed in another way", zip({ tfplan: saved }, 12), "not compared"],
  ["what is encrypted", Buffer.from("not to be read"), "not compared"],
  ["nothing", Buffer.alloc(0), "not compared"],
])("%s", (_what, file, compared) => expect(comparePlanFile(file, plan)).toBe(compared));

describe("what a report says of a saved plan", () => {
  const json = bytes(planOf([deletion()], { timestamp }));
  const reported = (file: Uint8Array | null, format: (typeof FORMATS)[number]) => {
    const planFile = file === null ? null : { name: "plan.tfplan", bytes: file };
    const report = planReport([{ name: "plan.json", json, planFile }], rulesOf({}, {}), format, NO_SUBJECT);
    return report.kind === "report" ? report.text.replace(/\s+/g, " ") : report.sentence;
  };
  const NOT_COMPARED = /was not compared with the JSON/;

  test.each(FORMATS)("that it was not compared, where it could not be: %s", (format) => {
    expect(reported(Buffer.from("not to be read"), format)).toMatch(NOT_COMPARED);
    expect(reported(zip({ tfplan: saved }), format)).not.toMatch(NOT_COMPARED);
    expect(reported(null, format)).not.toMatch(NOT_COMPARED);
  });
  test.each<[string, Uint8Array | null, boolean | null]>([
    ["one that was compared", zip({ tfplan: saved }), true],
    ["one that was not", zip({ readme: saved }), false],
    ["none", null, null],
  ])("to machines: %s", (_what, file, compared) =>
    expect(JSON.parse(reported(file, "json"))).toMatchObject({ plans: [{ plan_file_compared: compared }] }),
  );
  test("an empty one is refused", () =>
    expect(namedPlan({ name: "plan.json", json, planFile: { name: "p", bytes: Buffer.alloc(0) } }, false)).toEqual({
      kind: "refused",
      sentence: '"p" is empty: it is no saved plan.',
    }));
});
