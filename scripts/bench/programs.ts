import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { SANDBOX_ACCOUNT } from "../../src/sandbox";
import { COMMAND_LINE } from "../project";
import { creationOf } from "./configuration";
import { type Figure, figure, median } from "./figure";
import { measured } from "./measure";
import { telling } from "./node-processes";
import { inTurns } from "./rounds";
import { openFolder, REGIONS, type Surroundings } from "./terraform-folder";

const [HERE, THERE] = REGIONS;
const MB = 1_000_000;

/** The largest plan that is read, and a tenth of it: time and memory of a byte more are those of the others. */
export async function reportOf250MB(
  surroundings: Surroundings,
  rounds: (usual: number) => number,
): Promise<readonly Figure[]> {
  const { temporary } = surroundings;
  const plan = await (await openFolder(surroundings, "greenvn", 1, "each")).planJson(THERE);
  const [large, small] = [await planOf(250 * MB, plan, temporary), await planOf(25 * MB, plan, temporary)];
  const report = (file: string) => () =>
    telling(temporary, (env) =>
      measured(process.execPath, [COMMAND_LINE, "plan-report", file], { env: { ...process.env, ...env } }),
    );
  const [ofLarge, ofSmall] = await inTurns(rounds(3), report(large), report(small));
  const wall = (costs: readonly { readonly wallMs: number }[]): number => median(costs.map(({ wallMs }) => wallMs));
  const peak = (costs: typeof ofLarge): number =>
    median(costs.map(({ processes }) => Math.max(...processes.map(({ peakMiB }) => peakMiB))));
  await Promise.all([large, small].map((file) => rm(file)));
  return [
    // Linear: what a process takes for its start is in both.
    figure("report of 250 MB, to ten of 25 MB", "s", wall(ofLarge) / 1000, wall(ofSmall) / 100, { atMost: 1.2 }),
    figure("report of 250 MB, memory in plans of that size", "MiB", peak(ofLarge), (250 * MB) / 1024 / 1024, {
      atMost: 4,
    }),
    figure("report of 25 MB, memory in plans of that size", "MiB", peak(ofSmall), (25 * MB) / 1024 / 1024),
  ];
}

interface PlanJson {
  readonly resource_changes: readonly object[];
  readonly planned_values: { readonly root_module: { readonly resources: readonly object[] } };
  readonly prior_state: { readonly values: { readonly root_module: { readonly resources: readonly object[] } } };
  readonly configuration: { readonly root_module: { readonly resources: readonly object[] } };
}

/** A plan with as many changes like the one of `text` as make so many bytes. Returns its file. */
async function planOf(bytes: number, text: string, temporary: string): Promise<string> {
  const plan = JSON.parse(text) as PlanJson;
  const lists = [
    plan.resource_changes,
    plan.planned_values.root_module.resources,
    plan.prior_state.values.root_module.resources,
    plan.configuration.root_module.resources,
  ].map((list) => JSON.stringify(list[0]));
  const count = Math.floor((bytes - text.length) / lists.reduce((sum, { length }) => sum + length + 3, 0));
  const whole = JSON.stringify(plan);
  const file = path.join(temporary, `plan-${bytes}.json`);
  const out = createWriteStream(file);
  let at = 0;
  for (const start of lists
    .map((one) => ({ one, begins: whole.indexOf(`[${one}`) + 1 }))
    .sort((a, b) => a.begins - b.begins)) {
    out.write(whole.slice(at, start.begins));
    for (let index = count; index > 0; index -= 1)
      if (!out.write(`${start.one.replaceAll("line_0", `line_${index}`)},`)) await once(out, "drain");
    at = start.begins;
  }
  out.end(whole.slice(at));
  await finished(out);
  return file;
}

const [LINES, CALLS, AT_A_TIME] = [1000, 10_000, 50];

/** No call fails, or the sandbox's client rejects; a tenth of them are charged changes, each of which the ledger keeps. */
export async function sandboxUnderLoad(
  { sandbox }: Surroundings,
  rounds: (usual: number) => number,
): Promise<readonly Figure[]> {
  const of = (id: string): string => `/v1/tenants/${SANDBOX_ACCOUNT.sid}/greenvn/${id}`;
  const ids = (await sandbox.allocate(LINES, (index) => creationOf("load", index, HERE))).map(
    (answer) => (answer as { data: { greenvn_id: string } }).data.greenvn_id,
  );
  const load = async (): Promise<number> => {
    const startedMs = performance.now();
    let next = 0;
    const line = async (): Promise<void> => {
      while (next < CALLS) {
        const index = next++;
        const id = of(ids[index % LINES] ?? "");
        if (index % 10 > 0) await sandbox.call("GET", id);
        else await sandbox.call("PUT", `${id}/vn`, { strictness: "false", preferences: { region: THERE } });
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, line));
    return performance.now() - startedMs;
  };
  const [took, held]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds(5) + 1; round += 1) {
    took.push(await load());
    held.push(await sandbox.residentMiB());
  }
  const [first = 0, last = 0] = [held[0], held.at(-1)];
  return [
    figure(
      "sandbox, 10,000 calls, 50 at a time: the last to the first",
      "s",
      (took.at(-1) ?? 0) / 1000,
      (took[0] ?? 0) / 1000,
      {
        atMost: 1.2,
      },
    ),
    figure("sandbox, memory: after the last to after the first", "MiB", last, first, { atMost: 1.25 }),
  ];
}
