import type { Caution } from "../judge/cautions";
import type { Charges, Count } from "../judge/charges";
import type { DeclaredChange } from "../judge/declared-changes";
import type { Gate } from "../judge/gates";
import type { Row } from "../judge/row";
import { id, name, number, type Word, type Words } from "./words";

/** `3`, or `at most 3` where some of the calls may turn out not to be made. */
export function countWords(count: Count): string {
  return count.exact ? String(count.calls) : `at most ${count.calls}`;
}

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
    case "whole": {
      const seen = [
        ...(gate.errored.length > 0 ? ["errored"] : []),
        ...(gate.incomplete.length > 0 ? ["incomplete"] : []),
        ...(gate.withheld.length > 0 || gate.notTold.length > 0 ? ["not told"] : []),
      ].join(", ");
      return {
        seen: seen === "" ? "whole" : seen,
        limit: gate.allowed === null ? "whole" : `incomplete allowed (${gate.allowed})`,
      };
    }
    case "understood":
      return { seen: `${gate.rows.length + gate.invocations.length} not understood`, limit: "0" };
    case "ids":
      return { seen: `${gate.rows.length} unproven`, limit: "0" };
    case "strangers":
      return { seen: `${gate.strangers.length}`, limit: "0" };
    case "endpoint":
      return { seen: `${gate.endpoints.length} not allowed`, limit: "0" };
    case "trigger":
      return { seen: `${gate.invocations.length} by a holder of the allocation`, limit: "0" };
    case "charges":
      return {
        seen: countWords(gate.charges.total),
        limit: gate.limit === null ? "none set" : `${gate.limit.limit} (${gate.limit.source})`,
      };
    case "replace":
    case "delete":
    case "id-change":
    case "number-change":
      return {
        seen: `${gate.rows.length + gate.invocations.length}${gate.exempt.length > 0 ? ` and ${gate.exempt.length} exempt` : ""}`,
        limit: `0 (${gate.source})`,
      };
    case "commands":
      return { seen: `${gate.commands.length}`, limit: `0 (${gate.source})` };
  }
}

/** `1 POST /greenvn + at most 2 PUT /greenvn/ID/vn`, with the endpoints' own names. */
export function chargeParts(
  charges: Charges,
): { readonly operation: "create" | "vn" | "call-party"; readonly count: Count }[] {
  return (["create", "vn", "call-party"] as const).map((operation) => ({ operation, count: charges.by[operation] }));
}

export function declaredWords(change: DeclaredChange): Words {
  switch (change.kind) {
    case "value": {
      const quote = change.attribute === "preferences.greenvn" || change.attribute === "green_vn" ? number : name;
      return [`${change.attribute} `, quote(change.before), " → ", quote(change.after)];
    }
    case "numbers":
      return [
        change.added === null || change.removed === null
          ? `${change.attribute} known after apply`
          : `${change.attribute} +${change.added} −${change.removed}`,
      ];
    case "hidden":
      return [`${change.attribute} changed`];
  }
}

/** A caution in one sentence or two. */
export function cautionWords(caution: Caution, planName: (plan: number) => Words): Words {
  switch (caution.kind) {
    case "literal-token":
      return [
        "api_token is written in clear text in ",
        ...(caution.variable === null
          ? ["the provider configuration ", name(caution.where)]
          : ["the default of the variable ", name(caution.variable)]),
        ...planName(caution.plan),
        ": the plan and its JSON hold it. Take it from GREENVN_API_TOKEN, and give the account a new token.",
      ];
    case "origin-change-allowed":
      return [
        "The provider configuration ",
        name(caution.where),
        ...planName(caution.plan),
        " has allow_base_url_change: it may be pointed at another API than the one that holds its allocations.",
      ];
    case "number-changed-twice":
      return [
        "The number of allocation ",
        id(caution.allocation),
        " is asked for more than once in this plan, by ",
        ...caution.rows.flatMap((row, index) => [...(index > 0 ? [" and "] : []), ...address(row, planName)]),
        ": each call is charged, and only the last number stays.",
      ];
    case "unknown-preferences":
      return [
        name(caution.address),
        ...planName(caution.plan),
        " sets in preferences what there is not, and Terraform drops without a word: ",
        ...caution.keys.flatMap((key, index) => [...(index > 0 ? [", "] : []), name(key)]),
        ".",
      ];
    case "time-in-output":
      return [
        "The output ",
        name(caution.name),
        ...planName(caution.plan),
        " holds the time of planning: no two plans are the same.",
      ];
    case "held-and-pinned":
      return [
        number(caution.number),
        " is held by ",
        ...address(caution.holder, planName),
        " and pinned by ",
        ...address(caution.pinner, planName),
        " in the same plan: it can be granted only once it is free, and whether it is by then is not certain.",
      ];
    case "looks-moved":
      return movedWords(caution, planName);
  }
}

function movedWords(caution: Caution & { kind: "looks-moved" }, planName: (plan: number) => Words): Words {
  const { from, to } = caution;
  const given = from.action.kind === "forget" ? " is forgotten at " : " is given up at ";
  const taken = to.change.imports === null ? " and created at " : " and imported at ";
  const way: Words =
    from.plan === to.plan
      ? [
          "If it is one and the same, tell Terraform so and nothing is charged or released: moved { from = ",
          name(from.change.address),
          ", to = ",
          name(to.change.address),
          " } (CDKTF: moveTo).",
        ]
      : [
          "If it is one and the same, hand it over instead: a removed block with destroy = false there, " +
            "an import block here.",
        ];
  return [...sharedWords(caution), given, ...address(from, planName), taken, ...address(to, planName), ". ", ...way];
}

function sharedWords(caution: Caution & { kind: "looks-moved" }): Words {
  switch (caution.by) {
    case "id":
      return ["Allocation ", id(caution.shared)];
    case "number":
      return ["Number ", number(caution.shared)];
    case "connection_id":
      return ["connection_id ", name(caution.shared)];
    case "parties":
      return ["The same set of A- and B-party numbers"];
  }
}

function address(row: Row, planName: (plan: number) => Words): Word[] {
  return [name(row.change.address), ...planName(row.plan)];
}
