import { type FaultRule } from "../../../../src/sandbox";
import { Judge } from "../judged/judge";
import { type JudgedRun, workspaceOf } from "../judged/judged-run";
import { type Program } from "../machine/built-provider";
import { Machine, type Process } from "../machine/machine";
import { type Misreport, Network, type UnderWay } from "../machine/network";
import { Command } from "../terraform/command";
import { idOf, type Observer } from "../terraform/resource";
import { type World } from "./declaration";
import { type Address, type End, type HandChange, type StateName } from "./life";
import { States, type Wishes } from "./states";

const FOLDER = "/work/.terraform";

/** Where a life is played: a machine, the sandbox, the states; and the judge, who sees all of it. */
export class Stage {
  readonly machine = new Machine();
  readonly judge = new Judge();
  readonly states = new States();
  readonly network: Network;
  readonly world: World;
  readonly #commands: Command[] = [];
  /** The resources that requests are made for. */
  readonly #asked = new WeakMap<UnderWay, Address>();
  #folder = 0;

  constructor(private readonly program: Program) {
    this.network = new Network(this.machine, {
      arrives: (request, others) => this.#arrives(request, others),
      carriedOut: ({ sender, operation }) => this.#commandOf(sender).carriedOut(operation),
      charged: (request, charge, isLate) =>
        this.judge.charged(this.#commandOf(request.sender).run, this.#asked.get(request), charge, isLate),
      deallocated: ({ sender }, released) => this.judge.deallocated(this.#commandOf(sender).run, released),
      told: (sender, told) => this.#commandOf(sender).tell(sender, told),
    });
    const elsewhere = this.network.createByHand("elsewhere");
    this.world = { numbers: this.network.freeNumbers(2), elsewhere };
    this.states.noteId("elsewhere", elsewhere);
  }

  /** A `terraform` that is started now. */
  command(state: StateName, wishes: Wishes, end: End | null): Command {
    const run: JudgedRun = {
      nth: this.#commands.length,
      state,
      folder: this.#folder,
      wishes,
      planned: [],
      changes: [],
      isApplying: false,
    };
    const environment = {
      GREENVN_ACCOUNT_SID: "sandbox",
      GREENVN_API_TOKEN: "sandbox-token",
      GREENVN_BASE_URL: "http://127.0.0.1:8787",
      TF_DATA_DIR: FOLDER,
      TF_WORKSPACE: workspaceOf(state),
      TF_PLUGIN_MAGIC_COOKIE: "of Terraform",
    };
    const command = new Command(this.program, this.machine, this.network, run, environment, end);
    this.#commands.push(command);
    return command;
  }

  /** Shows the judge what a run is answered. */
  observer(command: Command, name: StateName): Observer {
    return {
      refreshed: (address, plugin, before, after) => {
        const live = this.network.allocation(idOf(before) ?? "");
        this.judge.refreshed(address, before, after, command.toldTo(plugin), live);
        command.forgetTold(plugin);
      },
      applying: (address, plugin) => {
        command.applying = address;
        command.forgetTold(plugin);
      },
      applied: (change, plugin, before, after, state) => {
        const { address } = change;
        const others = this.states.othersThan(name, address, state);
        this.judge.applied(change, before, after, command.toldTo(plugin), others);
        this.states.noteId(address, idOf(after));
      },
    };
  }

  /** The next calls meet these. */
  meet(faults: readonly FaultRule[], misreports: readonly Misreport[] = []): void {
    this.network.setFaults(faults, misreports);
  }

  /** All that Terraform and its providers had kept in the working folder is lost. */
  loseFolder(): void {
    this.judge.newEra("all");
    this.#folder += 1;
    this.machine.disk.removeFolder(FOLDER);
  }

  /** Somebody else changes what is live. */
  byHand(id: string | undefined, change: HandChange): void {
    const live = id === undefined ? undefined : this.network.allocation(id);
    if (live === undefined || live.deallocatedAtMs !== null) return;
    const { greenvnId } = live;
    this.judge.newEra(greenvnId);
    switch (change) {
      case "number": {
        // Not one of those that a wish pins.
        const free = this.network.freeNumbers(6).at(-1);
        return free === undefined ? undefined : this.network.byHand(greenvnId, { greenVn: free });
      }
      case "parties":
        return this.network.byHand(greenvnId, { apartyNumbers: ["+919000000009"] });
      case "usage":
        return this.network.byHand(greenvnId, { usage: live.usage === "oneway" ? "twoway" : "oneway" });
      case "vault":
        return this.network.byHand(greenvnId, { state: "vault" });
    }
  }

  #arrives(request: UnderWay, others: readonly UnderWay[]): boolean {
    const command = this.#commandOf(request.sender);
    if (command.applying !== null) this.#asked.set(request, command.applying);
    for (const other of others) {
      const { run } = this.#commandOf(other.sender);
      const isSame = other.operation === request.operation && other.of === request.of;
      if (isSame && !other.isCarriedOut && run !== command.run) this.judge.sentBeside(command.run, run, request);
    }
    return command.arrives(request.operation);
  }

  #commandOf(sender: Process): Command {
    const command = this.#commands.find((one) => one.owns(sender));
    if (command === undefined) throw new Error("nobody started this process");
    return command;
  }
}
