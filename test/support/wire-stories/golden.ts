import { readFile } from "node:fs/promises";
import path from "node:path";
import { EXECUTABLE, ROOT } from "../../../scripts/project";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { startTestSandbox } from "../api/sandbox";
import type { PluginClient } from "../plugin/client";
import { type RunningProvider, startProvider } from "../plugin/running-provider";
import { removeFolder, temporaryFolder } from "../run/prepared";
import { createRecorder, type Entry } from "./recorder";
import type { Story } from "./story";

export const GOLDEN_WIRE = path.join(ROOT, "test", "golden", "wire");

const FIXED_CLOCK = path.join(ROOT, "test", "support", "plugin", "fixed-clock.cjs");
const NOW_MS = Date.UTC(2026, 0, 1);

export function wireFileOf(name: string): string {
  return path.join(GOLDEN_WIRE, `${name}.json`);
}

export const goldenWire = (name: string): Promise<string> => readFile(wireFileOf(name), "utf8");

export interface Recorded {
  /** The golden file as it should be now. */
  readonly text: string;
  readonly calls: number;
  readonly charged: number;
}

/** Plays a story against a provider process and a sandbox of its own. */
export async function record(story: Story): Promise<Recorded> {
  const folder = await temporaryFolder("gvn-w-");
  const sandbox = await startTestSandbox({ nowMs: () => NOW_MS });
  const env = {
    ...(story.environment === "empty" ? {} : sandbox.env),
    ...inherited("TZ", "LANG"),
    TF_DATA_DIR: path.join(folder, "data"),
  };
  let runs = 0;
  let running: { readonly provider: RunningProvider; readonly client: PluginClient } | undefined;

  const end = async (): Promise<void> => {
    running?.provider.process.kill("SIGKILL");
    await running?.provider.ended;
  };
  const restart = async (): Promise<void> => {
    await end();
    runs += 1;
    // One process plays many plans and applies, as none but a debugged one does.
    const provider = await startProvider(EXECUTABLE, {
      args: ["--debug"],
      cookie: false,
      nodeArgs: ["--require", FIXED_CLOCK],
      env: { ...env, FIXED_IDS_RUN: String(runs) },
      temporary: folder,
    });
    running = { provider, client: await provider.connect() };
  };
  const client = (): PluginClient => {
    if (running === undefined) throw new Error("the provider is not running");
    return running.client;
  };

  try {
    await restart();
    const schema = await client().call("GetProviderSchema", pb.writeEmpty, {}, pb.readGetProviderSchemaResponse);
    const entries: Entry[] = [];
    await story.play({ ...createRecorder(client, schema, entries), sandbox, restart });
    const charged = sandbox.charged();
    // The sandbox listens wherever there is room.
    const text = JSON.stringify({ charged, calls: entries }, null, 1).replaceAll(
      `127.0.0.1:${sandbox.port}`,
      "127.0.0.1:PORT",
    );
    return { text: `${text}\n`, calls: entries.length, charged };
  } finally {
    await end();
    await sandbox.close();
    await removeFolder(folder);
  }
}

function inherited(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
