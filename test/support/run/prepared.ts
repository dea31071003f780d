import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Terraform } from "../../../scripts/find-terraform";

/** What the whole test run shares: made once before the first worker starts. */
export interface Prepared {
  readonly terraform: Terraform;
  /** A folder in which `terraform init` has run against the built provider. */
  readonly folder: string;
}

const VARIABLE = "GREENVN_TEST_PREPARED";

export function handOver(prepared: Prepared): void {
  process.env[VARIABLE] = JSON.stringify(prepared);
}

/** What the run shares. Throws outside the e2e project, whose global setup makes it. */
export function prepared(): Prepared {
  const text = process.env[VARIABLE];
  if (text === undefined)
    throw new Error("run it with jest --selectProjects e2e, which builds the provider and finds Terraform first");
  return JSON.parse(text) as Prepared;
}

/** A new folder under the machine's temporary one. Its path is short: a Unix socket's may have about 100 bytes. */
export async function temporaryFolder(prefix: string): Promise<string> {
  return realpath(await mkdtemp(path.join(os.tmpdir(), prefix)));
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
