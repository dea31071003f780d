import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { isRecord } from "../../domain/is-record";
import { type Fields } from "../core/body-checks";
import { SandboxError } from "../core/sandbox-error";
import { FIRST_SETTINGS } from "../core/settings";
import { type ServiceRecord } from "./service";

const FORMAT = "greenvn-sandbox/1";

/** What a state file holds, or null where there is no file yet. A file that can not be used is a `SandboxError`. */
export function readStateFile(path: string): ServiceRecord | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new SandboxError(
      `the state file ${path} can not be read: ${(error as NodeJS.ErrnoException).code ?? "unknown reason"}`,
    );
  }
  const record = parse(text);
  if (!record)
    throw new SandboxError(`the state file ${path} is broken or no state of a sandbox; move it away to begin anew`);
  return record;
}

function parse(text: string): ServiceRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return null;
    // Seeds were numbers once, with the same ids and numbers as their digits have.
    const record = { ...value, seed: isCount(value["seed"]) ? String(value["seed"]) : value["seed"] };
    return isServiceRecord(record) ? (record as unknown as ServiceRecord) : null;
  } catch {
    return null;
  }
}

function isServiceRecord(value: Fields): boolean {
  return (
    value["format"] === FORMAT &&
    typeof value["seed"] === "string" &&
    isCount(value["issued"]) &&
    isList(value["spent"], (item) => typeof item === "string") &&
    isList(value["charges"], isCharge) &&
    isList(value["allocations"], isAllocation) &&
    (value["settings"] === undefined || isSettings(value["settings"]))
  );
}

function isAllocation(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const texts = ["greenvnId", "connectionId", "greenVn"].every((name) => typeof value[name] === "string");
  const numbers = ["apartyNumbers", "bpartyNumbers"].every((name) =>
    isList(value[name], (item) => typeof item === "string"),
  );
  const pins = ["apartyPins", "bpartyPins"].every((name) => isList(value[name], isCount));
  const flow = value["flowId"] === null || typeof value["flowId"] === "string";
  const usage = value["usage"] === "oneway" || value["usage"] === "twoway";
  return (
    texts &&
    numbers &&
    pins &&
    flow &&
    usage &&
    isCount(value["deallocateAtMs"]) &&
    (value["deallocatedAtMs"] === null || isCount(value["deallocatedAtMs"]))
  );
}

function isSettings(value: unknown): boolean {
  const first: Fields = { ...FIRST_SETTINGS };
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([name, one]) =>
        Object.hasOwn(first, name) && (one === null ? first[name] === null : isAlike(one, first[name] ?? "")),
    )
  );
}

function isAlike(one: unknown, other: unknown): boolean {
  return typeof one === typeof other;
}

function isCharge(value: unknown): boolean {
  return (
    isRecord(value) && isCount(value["seq"]) && ["create", "vn", "call-party"].includes(value["operation"] as string)
  );
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isList(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

/**
 * Keeps a state file at what the service holds. A write is atomic; requests that come while one is under way share
 * the next. The file is for its owner alone: it holds PINs, as the remote system does.
 */
export class StateFile {
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(
    private readonly path: string,
    private readonly record: () => ServiceRecord,
  ) {}

  /** Resolves once everything that had changed when it was called is on disk. */
  save(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#write().finally(() => {
        this.#running = null;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.save();
      });
    return this.#next;
  }

  async #write(): Promise<void> {
    const temporary = `${this.path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
    try {
      const file = await open(temporary, "wx", 0o600);
      try {
        await file.writeFile(`${JSON.stringify({ format: FORMAT, ...this.record() })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}
