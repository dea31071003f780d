import { type Operation } from "../../../../src/sandbox";
import { type JudgedRun } from "../judged/judged-run";
import { type Address, type End } from "../lives/life";
import { type Program } from "../machine/built-provider";
import { type Machine, type Process } from "../machine/machine";
import { type Network, type Told } from "../machine/network";
import { Plugin, TerraformGone } from "./plugin";

/** One `terraform` of the command line, with the providers that it starts. */
export class Command {
  readonly #terraform: Process;
  readonly #plugins: Plugin[] = [];
  #walk = new Map<string, Promise<Plugin>>();
  #die: () => void = () => undefined;
  readonly #gone: Promise<never>;
  #writes = 0;
  #isGone = false;
  /** The resource that is just being changed. */
  applying: Address | null = null;
  /** What was told to each process since its call began. */
  readonly #told = new Map<number, Told[]>();

  constructor(
    private readonly program: Program,
    private readonly machine: Machine,
    private readonly network: Network,
    readonly run: JudgedRun,
    private readonly environment: Process["environment"],
    private readonly end: End | null,
  ) {
    this.#terraform = machine.start(1, {});
    this.#gone = new Promise((_resolve, reject) => (this.#die = () => reject(new TerraformGone())));
    this.#gone.catch(() => undefined);
  }

  /** Whose process it is. */
  owns(process: Process): boolean {
    return process.ppid === this.#terraform.pid;
  }

  /** The provider of an address in this walk: two blocks are two processes. */
  readonly plugin = (address: Address): Promise<Plugin> => {
    const block = address === "twin" ? "second" : "first";
    const known = this.#walk.get(block);
    if (known !== undefined) return known;
    const starting = this.#start();
    this.#walk.set(block, starting);
    return starting;
  };

  /** Ends the providers of a walk; the next one has others. */
  endWalk(): void {
    this.#walk = new Map();
    for (const { process, isBusy } of this.#plugins) if (!isBusy) this.machine.end(process);
  }

  finish(): void {
    this.endWalk();
    this.machine.end(this.#terraform);
  }

  forgetTold(plugin: Plugin): void {
    this.#told.delete(plugin.process.pid);
  }

  toldTo(plugin: Plugin): readonly Told[] {
    return this.#told.get(plugin.process.pid) ?? [];
  }

  tell({ pid }: Process, told: Told): void {
    this.#told.set(pid, [...(this.#told.get(pid) ?? []), told]);
  }

  /** False: its sender was killed by it. */
  arrives(operation: Operation): boolean {
    if (!isWrite(operation) || !this.run.isApplying || this.#isGone) return true;
    this.#writes += 1;
    return !this.#ends("sent");
  }

  carriedOut(operation: Operation): boolean {
    return !isWrite(operation) || !this.run.isApplying || this.#isGone || !this.#ends("done");
  }

  /** Whether the sender is no more. */
  #ends(at: "sent" | "done"): boolean {
    const { end } = this;
    if (end === null || end.kind === "unsaved" || end.write !== this.#writes) return false;
    switch (end.kind) {
      case "killed":
        if (end.at !== at) return false;
        this.#isGone = true;
        for (const { process } of this.#plugins) this.machine.kill(process);
        this.machine.kill(this.#terraform);
        this.#die();
        return true;
      case "orphaned":
        if (at !== "sent") return false;
        this.#isGone = true;
        this.machine.end(this.#terraform);
        for (const plugin of this.#plugins) plugin.orphan();
        this.#die();
        return false;
      case "stopped":
        if (at === "sent") for (const plugin of this.#plugins) plugin.stop();
        return false;
    }
  }

  async #start(): Promise<Plugin> {
    const process = this.machine.start(this.#terraform.pid, this.environment);
    const provider = this.program.run(this.machine, process, this.network.transportOf);
    const plugin = new Plugin(process, this.machine, provider, this.#gone);
    this.#plugins.push(plugin);
    await plugin.configure();
    return plugin;
  }
}

const isWrite = (operation: Operation): boolean => operation !== "read" && operation !== "settings";
