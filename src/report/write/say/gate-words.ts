import { numberHeld } from "../../judge/asked";
import type { Endpoint } from "../../judge/endpoint";
import type { Gate } from "../../judge/gates";
import type { Invocation } from "../../judge/invocation";
import type { Row } from "../../judge/row";
import { totalWords } from "./charge-words";
import type { GateContent } from "./content";
import { commandWords, strangerWords } from "./foreign-words";
import { fateWords, lossWords } from "./row-words";
import { name, number, type Place, type Words } from "./words";

/** What breaks a gate is named so many times at most: the tables and lists show all of it. */
const FIRST_FEW = 5;

/** What a gate is called. */
export const GATE_NAMES: Readonly<Record<Gate["kind"], string>> = {
  whole: "plan is whole",
  understood: "every action is understood",
  ids: "ids stay through updates",
  strangers: "no other provider has GreenVN types",
  endpoint: "endpoint",
  trigger: "trigger",
  charges: "charged calls",
  replace: "replace",
  delete: "delete",
  "id-change": "id-change",
  "number-change": "number-change",
  commands: "commands",
};

/** What a gate saw, and what it lets pass. */
export function gateWords(gate: Gate): { readonly seen: string; readonly limit: string } {
  switch (gate.kind) {
    case "whole":
      return {
        seen: wholeSeen(gate),
        limit: gate.allowed === null ? "whole" : `incomplete allowed (${gate.allowed})`,
      };
    case "understood":
      return { seen: `${gate.rows.length + gate.invocations.length} not understood`, limit: "0" };
    case "ids":
      return { seen: `${gate.rows.length} unproven`, limit: "0" };
    case "strangers":
      return { seen: `${gate.strangers.length} of another provider`, limit: "0" };
    case "endpoint":
      return {
        seen: gate.endpoints.length === 0 ? "allowed" : `${gate.endpoints.length} not allowed`,
        limit: "ExoBridge's own, this machine, and those of the policy",
      };
    case "trigger":
      return { seen: `${gate.invocations.length} by a holder of the allocation`, limit: "0" };
    case "charges":
      return {
        seen: totalWords(gate.charges),
        limit: gate.limit === null ? "no limit set" : `${gate.limit.limit} (${gate.limit.source})`,
      };
    case "replace":
    case "delete":
    case "id-change":
    case "number-change": {
      const seen = gate.rows.length + gate.invocations.length;
      return {
        seen: `${seen}${gate.exempt.length > 0 ? ` and ${gate.exempt.length} exempt` : ""}`,
        limit: `0 (${gate.source})`,
      };
    }
    case "commands":
      return {
        seen: `${gate.commands.length} run${gate.commands.some(({ kind }) => kind === "removed") ? " or may run" : ""}`,
        limit: `0 (${gate.source})`,
      };
  }
}

function wholeSeen(gate: Gate & { readonly kind: "whole" }): string {
  const seen = [
    ...(gate.errored.length > 0 ? ["errored"] : []),
    ...(gate.incomplete.length > 0 ? ["incomplete"] : []),
    ...(gate.withheld.length > 0 ? ["not told, though this version tells it"] : []),
    ...(gate.notTold.length > 0 ? ["not told by this version"] : []),
  ];
  return seen.length === 0 ? "whole" : seen.join(", ");
}

/** A gate with what breaks it. */
export function gateContent(gate: Gate, place: Place): GateContent {
  const broken = gate.passed ? [] : brokenBy(gate, place);
  return {
    name: GATE_NAMES[gate.kind],
    ...gateWords(gate),
    brokenBy: broken.slice(0, FIRST_FEW),
    more: Math.max(broken.length - FIRST_FEW, 0),
  };
}

function brokenBy(gate: Gate, place: Place): Words[] {
  switch (gate.kind) {
    case "whole":
      return notWhole(gate, place);
    case "strangers":
      return gate.strangers.map((stranger) => strangerWords(stranger, place));
    case "endpoint":
      return gate.endpoints.map((endpoint) => endpointWords(endpoint, place));
    case "commands":
      return gate.commands.map((command) => commandWords(command, place));
    case "trigger":
      return gate.invocations.map((invocation) => invokedWords(invocation, place));
    case "charges":
      return [];
    case "understood":
    case "replace":
    case "delete":
    case "id-change":
    case "number-change":
      return [...rowsOf(gate.rows, place), ...gate.invocations.map((invocation) => invokedWords(invocation, place))];
    case "ids":
      return rowsOf(gate.rows, place);
  }
}

function rowsOf(rows: readonly Row[], place: Place): Words[] {
  return rows.map((row) => [name(row.change.address), ...place(row.plan), ": ", ...fateWords(row), ...givenUp(row)]);
}

/** The number that goes while its allocation stays: what becomes of the allocation does not tell. */
function givenUp(row: Row): Words {
  const losses = row.losses.filter(({ kind }) => kind === "number" || kind === "unproven");
  const said = losses.some(({ kind }) => kind === "number") ? lossWords(losses) : null;
  const held = numberHeld(row.asked);
  return said === null
    ? []
    : [", ", ...(held === null ? ["a number that this plan does not tell"] : [number(held)]), ` ${said}`];
}

function notWhole(gate: Gate & { readonly kind: "whole" }, place: Place): Words[] {
  const incomplete = gate.allowed === null ? gate.incomplete.filter((plan) => !gate.errored.includes(plan)) : [];
  return [
    ...gate.errored.map((plan): Words => ["planning ended with an error", ...place(plan)]),
    ...incomplete.map((plan): Words => [
      "the plan",
      ...place(plan),
      " is incomplete; plan without -target, or allow it",
    ]),
    ...gate.withheld.map((plan): Words => [
      "the plan",
      ...place(plan),
      " does not tell what its version of Terraform does: whether it is complete, or ended with errors. " +
        "Make its JSON anew",
    ]),
  ];
}

export function endpointWords({ plan, where, origin, standing }: Endpoint, place: Place): Words {
  const at: Words = ["provider configuration ", name(where), ...place(plan), ": "];
  switch (standing) {
    case "own":
      return origin.kind === "none"
        ? [...at, "no base_url: ExoBridge's own, or what the run has in GREENVN_BASE_URL"]
        : [...at, name(origin), ", ExoBridge's own"];
    case "listed":
      return [...at, name(origin), ", allowed by the policy"];
    case "sandbox":
      return [...at, name(origin), ", this machine"];
    case "not listed":
      return [
        ...at,
        "base_url leads to ",
        name(origin),
        ", which would be sent the token; list it in the policy's endpoints, or take it out",
      ];
    case "not told":
      return [
        ...at,
        "the plan does not tell where base_url leads; write it as a text, or take it from GREENVN_BASE_URL",
      ];
  }
}

function invokedWords({ plan, address, type, byHolder, unproven, allocation }: Invocation, place: Place): Words {
  const why: Words =
    unproven !== null
      ? [`: ${unproven}`]
      : byHolder
        ? [
            " is triggered by what holds the allocation ",
            name(allocation),
            " itself: its plan knows nothing of the other number",
          ]
        : [" gives up the number of ", name(allocation)];
  return [name(address), ...place(plan), ` (${type})`, ...why];
}
