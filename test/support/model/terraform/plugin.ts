import { type Attributes } from "../../../../src/plugin/sdk/schema";
import { FRAME_HEADER_BYTES } from "../../../../src/plugin/server/transport/grpc";
import { type ObjectValue } from "../../../../src/plugin/values/same-value";
import { readConfig, readDynamic, writeDynamic } from "../../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../../src/plugin/wire/message";
import { allocationSchema, assignmentSchema, providerSchema } from "../../../../src/provider/common/schema";
import { type BuiltProvider, type Delivery } from "../machine/built-provider";
import { type Machine, type Process } from "../machine/machine";

export type TypeName = "greenvn_allocation" | "greenvn_assignment";

export const ATTRIBUTES: Readonly<Record<TypeName, Attributes>> = {
  greenvn_allocation: allocationSchema.attributes,
  greenvn_assignment: assignmentSchema.attributes,
};

export interface Said {
  readonly warnings: readonly pb.Diagnostic[];
  readonly errors: readonly pb.Diagnostic[];
}

/** A state with the provider's own data, as Terraform keeps both. */
export interface Kept {
  readonly value: ObjectValue | null;
  readonly private: Uint8Array;
}

/** A call that did not end as every one must. */
export class Unanswered extends Error {}

/** The longest that a call may take by any of its bounds, with all repeats and waits: milliseconds. */
const LONGEST_MS = 15 * 60_000;

/** A provider process, as Terraform speaks to it: in bytes of its protocol alone. */
export class Plugin {
  #pending = 0;
  #isOrphan = false;

  /** `gone`: rejects once Terraform is no more, and takes no answer. */
  constructor(
    readonly process: Process,
    private readonly machine: Machine,
    private readonly provider: BuiltProvider,
    private readonly gone: Promise<never>,
  ) {}

  /** As `StopProvider`, or a connection that is closed: nothing new is begun. */
  stop(): void {
    this.provider.stop();
  }

  /** Terraform is no more: it ends once what it has begun is done. */
  orphan(): void {
    this.#isOrphan = true;
    this.provider.stop();
    if (this.#pending === 0) this.machine.end(this.process);
  }

  get isBusy(): boolean {
    return this.#pending > 0;
  }

  async configure(): Promise<void> {
    const config = writeDynamic(readConfig(undefined, providerSchema.attributes), providerSchema.attributes);
    await this.#call(
      "ConfigureProvider",
      pb.writeConfigureProviderRequest,
      { terraformVersion: "1.11.4", config },
      pb.readConfigureProviderResponse,
    );
  }

  async read(typeName: TypeName, current: Kept): Promise<Kept & Said> {
    const attributes = ATTRIBUTES[typeName];
    const answer = await this.#call(
      "ReadResource",
      pb.writeReadResourceRequest,
      { typeName, currentState: writeDynamic(current.value, attributes), private: current.private },
      pb.readReadResourceResponse,
    );
    return {
      value: readDynamic(answer.newState, attributes),
      private: copied(answer.private),
      ...said(answer.diagnostics),
    };
  }

  async plan(
    typeName: TypeName,
    prior: Kept,
    wanted: { readonly proposed: ObjectValue | null; readonly config: ObjectValue | null },
  ): Promise<Kept & Said & { readonly replaces: boolean }> {
    const attributes = ATTRIBUTES[typeName];
    const answer = await this.#call(
      "PlanResourceChange",
      pb.writePlanResourceChangeRequest,
      {
        typeName,
        priorState: writeDynamic(prior.value, attributes),
        proposedNewState: writeDynamic(wanted.proposed, attributes),
        config: writeDynamic(wanted.config, attributes),
        priorPrivate: prior.private,
      },
      pb.readPlanResourceChangeResponse,
    );
    return {
      value: readDynamic(answer.plannedState, attributes),
      private: copied(answer.plannedPrivate),
      replaces: answer.requiresReplace.length > 0,
      ...said(answer.diagnostics),
    };
  }

  async apply(typeName: TypeName, prior: ObjectValue | null, planned: Kept): Promise<Kept & Said> {
    const attributes = ATTRIBUTES[typeName];
    const answer = await this.#call(
      "ApplyResourceChange",
      pb.writeApplyResourceChangeRequest,
      {
        typeName,
        priorState: writeDynamic(prior, attributes),
        plannedState: writeDynamic(planned.value, attributes),
        plannedPrivate: planned.private,
      },
      pb.readApplyResourceChangeResponse,
    );
    return {
      value: readDynamic(answer.newState, attributes),
      private: copied(answer.private),
      ...said(answer.diagnostics),
    };
  }

  async importId(typeName: TypeName, id: string): Promise<Kept & Said> {
    const answer = await this.#call(
      "ImportResourceState",
      pb.writeImportResourceStateRequest,
      { typeName, id },
      pb.readImportResourceStateResponse,
    );
    const [imported] = answer.importedResources;
    return {
      value: readDynamic(imported?.state, ATTRIBUTES[typeName]),
      private: copied(imported?.private),
      ...said(answer.diagnostics),
    };
  }

  async #call<Q, A extends { readonly diagnostics?: readonly pb.Diagnostic[] }>(
    name: string,
    write: Write<Q>,
    request: pb.Init<Q>,
    read: Read<A>,
  ): Promise<A> {
    const { time } = this.machine;
    const deliveries: Delivery[] = [];
    const calling = (async () =>
      this.provider.call(name, writeMessage(write, request), (delivery) => void deliveries.push(delivery)))();
    this.#pending += 1;
    void calling.then(this.#ended, this.#ended);
    const outcome = await time.settle(Promise.race([calling, this.gone]), LONGEST_MS);
    // Whoever is no more hears nothing: the one that it ends with is told.
    if (outcome.kind === "rejected" && outcome.thrown instanceof TerraformGone) throw outcome.thrown;
    if (outcome.kind === "late") throw new Unanswered(`${name} has not ended after ${LONGEST_MS} ms`);
    if (outcome.kind === "stuck") throw new Unanswered(`${name} waits for something that never comes`);
    if (outcome.kind === "rejected") throw new Unanswered(`${name} ended by an exception: ${String(outcome.thrown)}`);
    if (!(outcome.value instanceof Uint8Array))
      throw new Unanswered(`${name} ended with no message: ${JSON.stringify(outcome.value)}`);
    for (const { begins } of deliveries) begins();
    const answer = readMessage(read, outcome.value.subarray(FRAME_HEADER_BYTES));
    const bug = answer.diagnostics?.find(({ detail }) => detail.includes("a bug of the provider"));
    if (bug !== undefined) throw new Unanswered(`${name} ended unexpectedly: ${bug.summary}: ${bug.detail}`);
    return answer;
  }

  readonly #ended = (): void => {
    this.#pending -= 1;
    if (this.#pending === 0 && this.#isOrphan) this.machine.end(this.process);
  };
}

/** Terraform was killed: what was under way comes to nothing for it. */
export class TerraformGone extends Error {}

/** Bytes of a message are views into it, which is large. */
const copied = (bytes: Uint8Array | undefined): Uint8Array => Uint8Array.from(bytes ?? []);

function said(diagnostics: readonly pb.Diagnostic[]): Said {
  const isError = ({ severity }: pb.Diagnostic) => severity === pb.DiagnosticSeverity.ERROR;
  return {
    errors: diagnostics.filter(isError),
    warnings: diagnostics.filter((one) => !isError(one)),
  };
}
