import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { type Answers, answersOf } from "../../../src/plugin/server/rpc";
import { FRAME_HEADER_BYTES } from "../../../src/plugin/server/transport/grpc";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { readMessage } from "../../../src/plugin/wire/message";
import { probeProvider } from "./probe-provider";

export const RUNTIME_README = path.join(ROOT, "src", "plugin", "README.md");

/** A part of the protocol: calls, or what one side tells the other that it can. */
interface Part {
  readonly part: string;
  /** The protocol's version that brought it. */
  readonly since: string;
  /** The first Terraform and OpenTofu that use it. */
  readonly hosts: string;
  readonly calls?: readonly string[];
  /** What the server tells of itself. */
  readonly capability?: keyof pb.ServerCapabilities;
  /** Why it is not served, as far as it is not. */
  readonly because?: string;
  readonly older: string;
}

const ALWAYS = "every one knows it";
const NEVER_CALLED = "never asked for it";

const PARTS: readonly Part[] = [
  {
    part: "schema, validation",
    since: "6.0",
    hosts: "1.0 / 1.6",
    calls: ["GetProviderSchema", "ValidateProviderConfig", "ValidateResourceConfig", "ValidateDataResourceConfig"],
    older: ALWAYS,
  },
  {
    part: "life of a resource, data sources",
    since: "6.0",
    hosts: "1.0 / 1.6",
    calls: [
      "UpgradeResourceState",
      "ConfigureProvider",
      "ReadResource",
      "PlanResourceChange",
      "ApplyResourceChange",
      "ImportResourceState",
      "ReadDataSource",
    ],
    older: ALWAYS,
  },
  { part: "stopping", since: "6.0", hosts: "1.0 / 1.6", calls: ["StopProvider"], older: ALWAYS },
  {
    part: "plans of destroys",
    since: "6.3",
    hosts: "1.3 / 1.6",
    capability: "planDestroy",
    older: "a destroy is not planned, and judged when it is applied",
  },
  {
    part: "schemas that are kept, metadata",
    since: "6.4",
    hosts: "1.6 / 1.6",
    calls: ["GetMetadata"],
    capability: "getProviderSchemaOptional",
    older: "asks for the schema in each process",
  },
  {
    part: "functions",
    since: "6.5",
    hosts: "1.8 / 1.7",
    calls: ["GetFunctions", "CallFunction"],
    older: "a call of one is an error of the configuration",
  },
  {
    part: "moves between types",
    since: "6.5",
    hosts: "1.8 / 1.8",
    calls: ["MoveResourceState"],
    capability: "moveResourceState",
    older: "`moved` to another type is an error of the host",
  },
  {
    part: "deferred changes",
    since: "6.6",
    hosts: "experiments / none",
    because: "nothing is ever deferred: what is unknown is planned as unknown, also where a host allows more",
    older: NEVER_CALLED,
  },
  {
    part: "ephemeral resources",
    since: "6.7",
    hosts: "1.10 / 1.11",
    calls: [
      "ValidateEphemeralResourceConfig",
      "OpenEphemeralResource",
      "RenewEphemeralResource",
      "CloseEphemeralResource",
    ],
    because: "none stands in the schema, so that a host refuses an `ephemeral` block by itself",
    older: NEVER_CALLED,
  },
  {
    part: "identities of resources",
    since: "6.9",
    hosts: "1.12 / 1.12",
    calls: ["GetResourceIdentitySchemas", "UpgradeResourceIdentity"],
    because: "there is nothing to upgrade as long as no schema has an identity",
    older: "state holds none, and imports go by id",
  },
  {
    part: "lists of resources",
    since: "6.10",
    hosts: "1.14 / none",
    calls: ["ListResource", "ValidateListResourceConfig"],
    because: "none stands in the schema, so that `terraform query` refuses a `list` block by itself",
    older: NEVER_CALLED,
  },
  {
    part: "actions",
    since: "6.10",
    hosts: "1.14 / none",
    calls: ["ValidateActionConfig", "PlanAction", "InvokeAction"],
    older: "an `action` block is an error of the configuration",
  },
  {
    part: "generated configuration",
    since: "6.11",
    hosts: "1.14 / none",
    calls: ["GenerateResourceConfig"],
    capability: "generateResourceConfig",
    because: "the host makes it from state by itself",
    older: "makes it from state by itself",
  },
  {
    part: "deprecation texts",
    since: "6.11",
    hosts: "1.15 / none",
    because: "functions have theirs; no attribute of a schema can be marked as deprecated yet",
    older: "passes over them",
  },
  {
    part: "state stores",
    since: "6.11",
    hosts: "experiments / none",
    calls: [
      "ValidateStateStoreConfig",
      "ConfigureStateStore",
      "ReadStateBytes",
      "WriteStateBytes",
      "LockState",
      "UnlockState",
      "GetStates",
      "DeleteState",
    ],
    because: "a provider of this runtime keeps no states",
    older: NEVER_CALLED,
  },
  {
    part: "`terraform test`, mocks too",
    since: "6.0",
    hosts: "1.6, mocks 1.7 / 1.6, mocks 1.8",
    calls: ["GetProviderSchema"],
    older: "has no such command",
  },
];

/** The table of what is here, by what the runtime answers. */
export async function conformanceTable(): Promise<string> {
  const answers = answersOf(probeProvider(0))({ log: () => undefined, outlivesRuns: false });
  const schema = await answers.call("GetProviderSchema", new Uint8Array(0), () => undefined);
  if (!(schema instanceof Uint8Array)) throw new Error("there is no schema");
  const { serverCapabilities } = readMessage(pb.readGetProviderSchemaResponse, schema.subarray(FRAME_HEADER_BYTES));
  const rows = await Promise.all(PARTS.map((part) => row(answers, serverCapabilities, part)));
  return ["| part | since | Terraform / OpenTofu | here | older hosts |", "|---|---|---|---|---|", ...rows].join("\n");
}

async function row(
  answers: Answers,
  capabilities: pb.ServerCapabilities | undefined,
  { part, since, hosts, calls = [], capability, because, older }: Part,
): Promise<string> {
  const served: string[] = [];
  const missing: string[] = [];
  for (const call of calls) {
    const answer = await answers.call(call, new Uint8Array(0), () => undefined);
    (answer === undefined ? missing : served).push(`\`${call}\``);
  }
  if (capability !== undefined)
    (capabilities?.[capability] === true ? served : missing).push(`told as \`${capability}\``);
  const isWhole = missing.length === 0 && served.length > 0;
  if (!isWhole && because === undefined)
    throw new Error(`${part}: it is not said why ${missing.join(", ")} is not served`);
  const here = [
    ...(served.length > 0 ? [`done: ${served.join(", ")}`] : []),
    ...(isWhole ? [] : [`not served${missing.length > 0 ? `: ${missing.join(", ")}` : ""}; ${because ?? ""}`]),
  ];
  return `| ${part} | ${since} | ${hosts} | ${here.join("; ")} | ${older} |`;
}

const MARKS = /(<!-- conformance -->\n)[^]*?(<!-- \/conformance -->)/;

/** The README with the table as it is now. */
export async function readmeWithTable(): Promise<string> {
  const text = readFileSync(RUNTIME_README, "utf8");
  if (!MARKS.test(text)) throw new Error("the README has no place for the table");
  const table = await conformanceTable();
  return text.replace(MARKS, (_whole, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}

/** The smallest provider, as the README has it. */
export function smallestProvider(): string {
  const [, code] = /^```ts\n([^]*?)^```/m.exec(readFileSync(RUNTIME_README, "utf8")) ?? [];
  if (code === undefined) throw new Error("the README has no provider");
  return code;
}
