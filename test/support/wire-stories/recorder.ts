import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../src/plugin/wire/message";
import { frame, type PluginClient } from "../plugin/client";
import { type Attributes, completed, hexOf, packed, proposed, readable, unpacked, type Values } from "./values";

export type ResourceType = "greenvn_allocation" | "greenvn_assignment";

/** Where Terraform finds the provider. */
export const ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";

/** One call and all that was answered to it. */
export interface Entry {
  readonly call: string;
  readonly title: string;
  /** What was asked, in short. */
  readonly request?: unknown;
  /** gRPC's. */
  readonly status: number | undefined;
  readonly text: string;
  readonly answer: unknown;
}

export interface MoveSource {
  readonly provider?: string;
  readonly type: string;
  readonly version?: number;
  readonly state: unknown;
  readonly private?: Uint8Array;
}

/**
 * A resource as Terraform carries it from call to call: what was answered goes into the next request, byte for byte.
 */
export interface Thing {
  /** `host`: whether it says that it keeps write-only values out of state, as Terraform does since 1.11. */
  validate(title: string, config: Values, host?: "newer" | "older"): Promise<void>;
  /** Null plans the destroy. */
  plan(title: string, config: Values | null): Promise<void>;
  /** The second plan of a replacement: no prior state, and what the first plan left. */
  planReplacement(title: string, config: Values): Promise<void>;
  /** The step of a replacement that lets go of the former one. */
  destroyReplaced(title: string): Promise<void>;
  apply(title: string): Promise<void>;
  read(title: string): Promise<void>;
  importId(title: string, id: string): Promise<void>;
  upgrade(title: string, version: number, json: string): Promise<void>;
  moveFrom(title: string, source: MoveSource): Promise<void>;
  state(): Values | null;
  private(): Uint8Array | undefined;
}

/** The calls of one provider process, each of them recorded. */
export interface Recorder {
  readonly raw: (call: string, title: string, path: string, body: Uint8Array) => Promise<void>;
  /** A call of the service with any message. */
  readonly tell: <Q, A>(call: string, title: string, written: [Write<Q>, pb.Init<Q>], read: Read<A>) => Promise<void>;
  /** A call of no arguments. */
  readonly bare: <A>(call: string, title: string, read: Read<A>) => Promise<void>;
  readonly validateProvider: (title: string, config: Values) => Promise<void>;
  readonly configure: (title: string, config?: Values) => Promise<void>;
  readonly validateData: (title: string, config: Values) => Promise<void>;
  readonly readData: (title: string, config: Values) => Promise<void>;
  readonly thing: (type: ResourceType) => Thing;
}

/**
 * `entries` receives every call. `client` is asked anew for each of them: a process may be started again in between.
 */
export function createRecorder(
  client: () => PluginClient,
  schema: pb.GetProviderSchemaResponse,
  entries: Entry[],
): Recorder {
  async function send(
    call: string,
    title: string,
    path: string,
    body: Uint8Array,
    request: unknown,
    read: (message: Uint8Array) => unknown,
  ): Promise<void> {
    const { status, text, message } = await client().raw(path, body);
    const answer = message === undefined ? null : read(message);
    entries.push({
      call,
      title,
      ...(request === undefined ? {} : { request: readable(request) }),
      status,
      text,
      answer: readable(answer),
    });
  }

  async function tell<Q, A>(
    call: string,
    title: string,
    request: unknown,
    [write, message]: [Write<Q>, pb.Init<Q>],
    read: Read<A>,
  ): Promise<A | undefined> {
    let answer: A | undefined;
    await send(
      call,
      title,
      `/tfplugin6.Provider/${call}`,
      frame(writeMessage(write, message)),
      request,
      (bytes) => (answer = readMessage(read, bytes)),
    );
    return answer;
  }

  const config = (values: Values, attributes: Attributes) => packed(completed(values, attributes));
  const provider = attributesOf(schema.provider);
  const data = attributesOf(schema.dataSourceSchemas["greenvn_allocation"]);

  return {
    raw: (call, title, path, body) => send(call, title, path, body, undefined, (message) => ({ hex: hexOf(message) })),
    tell: async (call, title, written, read) => void (await tell(call, title, undefined, written, read)),
    bare: async (call, title, read) => void (await tell(call, title, undefined, [pb.writeEmpty, {}], read)),
    validateProvider: async (title, values) =>
      void (await tell(
        "ValidateProviderConfig",
        title,
        values,
        [pb.writeValidateProviderConfigRequest, { config: config(values, provider) }],
        pb.readValidateProviderConfigResponse,
      )),
    // No repeats unless a story is about them: they only take time.
    configure: async (title, values = { max_retries: 0 }) =>
      void (await tell(
        "ConfigureProvider",
        title,
        values,
        [pb.writeConfigureProviderRequest, { terraformVersion: "1.11.4", config: config(values, provider) }],
        pb.readConfigureProviderResponse,
      )),
    validateData: async (title, values) =>
      void (await tell(
        "ValidateDataResourceConfig",
        title,
        values,
        [pb.writeValidateDataResourceConfigRequest, { typeName: "greenvn_allocation", config: config(values, data) }],
        pb.readValidateDataResourceConfigResponse,
      )),
    readData: async (title, values) =>
      void (await tell(
        "ReadDataSource",
        title,
        values,
        [pb.writeReadDataSourceRequest, { typeName: "greenvn_allocation", config: config(values, data) }],
        pb.readReadDataSourceResponse,
      )),
    thing: (type) => thingOf(type, attributesOf(schema.resourceSchemas[type]), tell),
  };
}

type Tell = <Q, A>(
  call: string,
  title: string,
  request: unknown,
  written: [Write<Q>, pb.Init<Q>],
  read: Read<A>,
) => Promise<A | undefined>;
type Bytes = { readonly msgpack: Uint8Array };
const NOTHING: Bytes = packed(null);

function thingOf(typeName: ResourceType, attributes: Attributes, tell: Tell): Thing {
  let held: { readonly state: Bytes; readonly private: Uint8Array | undefined } = {
    state: NOTHING,
    private: undefined,
  };
  let planned: typeof held & { readonly config?: Bytes } = held;
  const bytesOf = (value: pb.DynamicValue | undefined): Bytes =>
    value?.msgpack === undefined || value.msgpack.length === 0 ? NOTHING : { msgpack: value.msgpack };
  const stateOf = (bytes: Bytes): Values | null => unpacked({ ...bytes, json: undefined });

  async function plan(
    title: string,
    values: Values | null,
    priorState: Bytes,
    priorPrivate: Uint8Array | undefined,
  ): Promise<void> {
    const config = completed(values, attributes);
    const proposedNewState = packed(proposed(stateOf(priorState), config, attributes));
    const request = { typeName, priorState, proposedNewState, config: packed(config), priorPrivate };
    const answer = await tell(
      "PlanResourceChange",
      title,
      { typeName, config: values },
      [pb.writePlanResourceChangeRequest, request],
      pb.readPlanResourceChangeResponse,
    );
    planned = { state: bytesOf(answer?.plannedState), private: answer?.plannedPrivate, config: packed(config) };
  }

  async function apply(title: string, plannedState: Bytes): Promise<void> {
    const { private: plannedPrivate, config } = planned;
    const request = { typeName, priorState: held.state, plannedState, plannedPrivate, config };
    const answer = await tell(
      "ApplyResourceChange",
      title,
      { typeName },
      [pb.writeApplyResourceChangeRequest, request],
      pb.readApplyResourceChangeResponse,
    );
    held = { state: bytesOf(answer?.newState), private: answer?.private };
  }

  return {
    state: () => stateOf(held.state),
    private: () => held.private,
    validate: async (title, values, host = "newer") =>
      void (await tell(
        "ValidateResourceConfig",
        title,
        { typeName, config: values },
        [
          pb.writeValidateResourceConfigRequest,
          {
            typeName,
            config: packed(completed(values, attributes)),
            ...(host === "newer" ? { clientCapabilities: { writeOnlyAttributesAllowed: true } } : {}),
          },
        ],
        pb.readValidateResourceConfigResponse,
      )),
    plan: (title, values) => plan(title, values, held.state, held.private),
    planReplacement: (title, values) => plan(title, values, NOTHING, planned.private),
    destroyReplaced: (title) => apply(title, NOTHING),
    apply: (title) => apply(title, planned.state),
    async read(title) {
      const answer = await tell(
        "ReadResource",
        title,
        { typeName },
        [pb.writeReadResourceRequest, { typeName, currentState: held.state, private: held.private }],
        pb.readReadResourceResponse,
      );
      held = { state: bytesOf(answer?.newState), private: answer?.private };
    },
    async importId(title, id) {
      const answer = await tell(
        "ImportResourceState",
        title,
        { typeName, id },
        [pb.writeImportResourceStateRequest, { typeName, id }],
        pb.readImportResourceStateResponse,
      );
      const [imported] = answer?.importedResources ?? [];
      held = { state: bytesOf(imported?.state), private: imported?.private };
    },
    async upgrade(title, version, json) {
      const answer = await tell(
        "UpgradeResourceState",
        title,
        { typeName, version, json },
        [pb.writeUpgradeResourceStateRequest, { typeName, version, rawState: { json: Buffer.from(json) } }],
        pb.readUpgradeResourceStateResponse,
      );
      held = { ...held, state: bytesOf(answer?.upgradedState) };
    },
    async moveFrom(title, { provider = ADDRESS, type, version = 0, state, private: sourcePrivate }) {
      const request = {
        sourceProviderAddress: provider,
        sourceTypeName: type,
        sourceSchemaVersion: version,
        sourceState: { json: Buffer.from(JSON.stringify(state)) },
        targetTypeName: typeName,
        sourcePrivate,
      };
      const answer = await tell(
        "MoveResourceState",
        title,
        { typeName, from: type, provider, version },
        [pb.writeMoveResourceStateRequest, request],
        pb.readMoveResourceStateResponse,
      );
      held = { state: bytesOf(answer?.targetState), private: answer?.targetPrivate };
    },
  };
}

function attributesOf(schema: pb.Schema | undefined): Attributes {
  if (schema?.block === undefined) throw new Error("the provider has no such schema");
  return schema.block.attributes;
}
