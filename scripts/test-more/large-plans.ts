import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { measured } from "../../test/support/run/measured";
import { build } from "../build";
import { COMMAND_LINE } from "../project";
import type { Check } from "./check";

const MB = 1_000_000;
const MOST_MEMORY_MB = 500;

/** Each case: how the JSON is written, and the processor time that a report on it may take, which no other load stretches. */
const CASES: readonly {
  readonly name: string;
  readonly exitCode: number;
  readonly mostCpuS: number;
  readonly write: (put: (text: string) => void) => void;
}[] = [
  { name: "250 MB, 10,000 allocations that change number and parties", exitCode: 0, mostCpuS: 10, write: allocations },
  { name: "60 MB of [] as changes", exitCode: 2, mostCpuS: 15, write: brackets('"resource_changes":[', "]") },
  { name: "60 MB of [] as what is passed over", exitCode: 0, mostCpuS: 15, write: brackets('"checks":[', "]") },
  {
    name: "60 MB of [] within one change",
    exitCode: 2,
    mostCpuS: 15,
    write: brackets('"resource_changes":[{"change":{"actions":["create"],"after":[', "]}}]"),
  },
];

/** `npm test` reports on smaller ones. */
export const largePlans: Check = {
  name: "large-plans",
  what: `plans as large as may be, and hostile ones: within their time, and ${MOST_MEMORY_MB} MB of memory`,
  async run(say) {
    await build(["cli"]);
    const folder = await mkdtemp(path.join(os.tmpdir(), "gvn-large-"));
    try {
      for (const { name, exitCode, mostCpuS, write } of CASES) {
        const file = path.join(folder, "plan.json");
        written(file, write);
        const run = await measured(COMMAND_LINE, ["plan-report", file], { cwd: folder, timeoutMs: 5 * 60_000 });
        const memoryMb = (run.peakMib * 1024 * 1024) / MB;
        say(`${name}: ${(run.cpuMs / 1000).toFixed(1)} s of processor time, ${memoryMb.toFixed(0)} MB`);
        if (run.exitCode !== exitCode) throw new Error(`${name}: exit code ${run.exitCode} instead of ${exitCode}`);
        if (run.cpuMs > mostCpuS * 1000 || memoryMb > MOST_MEMORY_MB) throw new Error(`${name}: too much`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** In pieces: no text may be as large as the file. */
function written(file: string, write: (put: (text: string) => void) => void): void {
  const handle = openSync(file, "w");
  let waiting = "";
  const put = (text: string) => {
    waiting += text;
    if (waiting.length < MB) return;
    writeSync(handle, waiting);
    waiting = "";
  };
  put(
    '{"format_version":"1.2","terraform_version":"1.11.4","applyable":true,"complete":true,"errored":false,' +
      '"configuration":{"root_module":{}},',
  );
  write(put);
  put("}");
  writeSync(handle, waiting);
  closeSync(handle);
}

function brackets(before: string, after: string): (put: (text: string) => void) => void {
  return (put) => {
    put(`"planned_values":{"root_module":{}},${before}[]`);
    for (let size = 0; size < 60 * MB; size += 3) put(",[]");
    put(after);
  };
}

const ALLOCATIONS = 10_000;
/** Party numbers of each: all four copies of an allocation then take 250 MB. */
const PARTIES = 370;

function allocations(put: (text: string) => void): void {
  const each = (entry: (index: number) => unknown) => {
    for (let index = 0; index < ALLOCATIONS; index += 1) put(`${index > 0 ? "," : ""}${JSON.stringify(entry(index))}`);
  };
  const resource = (index: number) => ({
    address: `greenvn_allocation.desk[${index}]`,
    mode: "managed",
    type: "greenvn_allocation",
    name: "desk",
    index,
    provider_name: "registry.terraform.io/cdktf-greenvn/greenvn",
  });
  put('"planned_values":{"root_module":{"resources":[');
  each((index) => ({ ...resource(index), values: declared(index, 1) }));
  put(']}},"prior_state":{"values":{"root_module":{"resources":[');
  each((index) => ({ ...resource(index), values: held(index) }));
  put(']}}},"resource_changes":[');
  each((index) => ({
    ...resource(index),
    change: {
      actions: ["update"],
      before: held(index),
      after: declared(index, 1),
      after_unknown: { green_vn: true },
      before_sensitive: {},
      after_sensitive: {},
    },
  }));
  put("]");
}

function held(index: number): object {
  return { ...declared(index, 0), green_vn: `+9172${String(index).padStart(8, "0")}`, preferences: null };
}

function declared(index: number, shift: number): object {
  return {
    account_sid: "sandbox",
    api_origin: null,
    aparty_numbers: Array.from(
      { length: PARTIES },
      (_, party) => `+91${7_000_000_000 + index * PARTIES + party + shift}`,
    ),
    aparty_pins: null,
    bparty_numbers: ["+919000000101"],
    bparty_pins: null,
    connection_id: `desk-${index}`,
    deallocation_policy: null,
    deletion_policy: "deallocate",
    deletion_protection: false,
    flow_id: null,
    id: `gvn-${index}`,
    preferences: { greenvn: null, number_type: null, pin_code: null, region: "MU" },
    rotation_triggers: null,
    state: "active",
    strictness: false,
    usage: "twoway",
  };
}
