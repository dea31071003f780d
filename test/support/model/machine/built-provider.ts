import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import { build } from "../../../../scripts/build";
import { EXECUTABLE } from "../../../../scripts/project";
import { type Transport } from "../../../../src/exobridge/http/exchange";
import { type Machine, type Process } from "./machine";
import { type Timer, virtualDate } from "./virtual-time";

/** Told by a provider that wants to know whether its answer got through. */
export interface Delivery {
  /** It is being written to a Terraform that is still connected. */
  readonly begins: () => void;
}

/** How a built provider answers a call of Terraform: bytes in, bytes out. */
export type Call = (name: string, message: Uint8Array, onDelivery: (delivery: Delivery) => void) => unknown;

/** A provider that a process runs. */
export interface BuiltProvider {
  readonly call: Call;
  /** Terraform is gone, or asks to stop: nothing new is begun. */
  readonly stop: () => void;
}

/** Where the network begins: what the provider loads at its first request. */
export type MakeTransport = (process: Process) => Transport;

/** A program as it was built, compiled once. */
export interface Program {
  /** Runs it in a process of its own: nothing is shared with any other. */
  readonly run: (machine: Machine, process: Process, transport: MakeTransport) => BuiltProvider;
}

const NAMES = ["exports", "require", "module", "Date", "process", "setTimeout", "clearTimeout", "performance", "Math"];
/** The part that answers, the last thing that it does, and the part that stands before the network. */
const ANSWERS = /^answers-\w+\.cjs$/;
const BEGINNING = /\bvar answers=(answersOf\([^;]*\));/;
const TRANSPORT = /^transport-\w+\.cjs$/;

type Compiled = (...given: readonly unknown[]) => void;
type Begin = () => (options: object) => BuiltProvider;

/**
 * The executable that Terraform runs, as it lies in `dist`: its files past the handshake and gRPC, with a clock, a disk
 * and processes of ours, and our network in the place of Node's.
 */
export async function builtProgram(): Promise<Program> {
  await build(["provider"]);
  const folder = path.dirname(EXECUTABLE);
  const parts = readdirSync(folder).filter((name) => name.endsWith(".cjs"));
  return programOf(new Map(parts.map((name) => [name, readFileSync(path.join(folder, name), "utf8")])));
}

/** `texts`: of the program's parts, by the names of their files. */
export function programOf(texts: ReadonlyMap<string, string>): Program {
  const entry = [...texts.keys()].find((name) => ANSWERS.test(name));
  const beginning = BEGINNING.exec(texts.get(entry ?? "") ?? "")?.[1];
  if (entry === undefined || beginning === undefined)
    throw new Error("the built provider does not begin as src/provider/start/answers.ts says");
  // What a process begins with can be done once more, for the next one.
  const again = `\n;module.begin = () => ${beginning};`;
  const compiled = new Map(
    [...texts].map(([filename, text]) => [
      filename,
      compileFunction(filename === entry ? text + again : text, NAMES, { filename }) as Compiled,
    ]),
  );
  const idle: Image[] = [];
  return {
    run(machine, process, transport) {
      const image = idle.pop() ?? new Image(compiled, entry);
      machine.whenEnded(process, () => void idle.push(image));
      return image.begin({ machine, process, transport });
    },
  };
}

/** Whose the image is at present. */
interface Tenant {
  readonly machine: Machine;
  readonly process: Process;
  readonly transport: MakeTransport;
}

/**
 * The program's code in memory, which one process after the other runs: never two at a time, and none after one that
 * was killed, which may have left anything. To load it anew for each would take most of a life.
 */
class Image {
  #tenant: Tenant | null = null;
  readonly #modules = new Map<string, { exports: unknown; begin?: Begin }>();
  readonly #given: readonly unknown[];

  constructor(
    private readonly compiled: ReadonlyMap<string, Compiled>,
    private readonly entry: string,
  ) {
    this.#given = this.#globals();
  }

  begin(tenant: Tenant): BuiltProvider {
    this.#tenant = tenant;
    this.#require(`./${this.entry}`);
    const begin = this.#modules.get(this.entry)?.begin;
    if (begin === undefined) throw new Error("the built provider can not be begun once more");
    return begin()({ log: () => undefined, outlivesRuns: false });
  }

  get #now(): Tenant {
    if (this.#tenant === null) throw new Error("no process runs this");
    return this.#tenant;
  }

  readonly #require = (id: string): unknown => {
    if (id === "node:fs") return this.#disk;
    if (!id.startsWith("./")) return nodeRequire(id) as unknown;
    const name = id.slice(2);
    if (TRANSPORT.test(name))
      return { __esModule: true, createTransport: () => this.#now.transport(this.#now.process) };
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#modules.set(name, module);
    this.compiled.get(name)?.(module.exports, this.#require, module, ...this.#given);
    return module.exports;
  };

  /** Each function of the disk that is there now. */
  readonly #disk = new Proxy({}, { get: (_none, name) => Reflect.get(this.#now.machine.disk.fs, name) as unknown });

  /** In the order of their names. */
  #globals(): readonly unknown[] {
    const time = () => this.#now.machine.time;
    const process = () => this.#now.machine.processOf(this.#now.process);
    return [
      virtualDate(() => time().nowMs),
      new Proxy({}, { get: (_none, name) => Reflect.get(process(), name) as unknown }),
      (run: () => void, ms: number) => {
        const timer = time().set(this.#now.process, run, ms);
        return Object.assign(timer, { unref: () => timer });
      },
      (timer: Timer | undefined) => time().clear(timer),
      { now: () => time().nowMs },
      Object.create(Math, { random: { value: () => this.#now.machine.random() } }),
    ];
  }
}

const nodeRequire = createRequire(__filename);
