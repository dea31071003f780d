import type { Caution } from "../../judge/cautions";
import type { Charges, Count } from "../../judge/charges";
import type { DeclaredChange } from "../../judge/declared-changes";
import type { Gate } from "../../judge/gates";
import type { Row } from "../../judge/row";
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
  charges: "charged calls",
  replace: "replace",
  delete: "delete",
  "id-change": "id-change",
};

/** What a gate saw, and what it lets pass. */
export function gateWords(gate: Gate): { readonly seen: string; readonly limit: string } {
  switch (gate.kind) {
    case "whole": {
      const seen = [
        ...(gate.errored.length > 0 ? ["errored"] : []),
        ...(gate.incomplete.length > 0 ? ["incomplete"] : []),
      ].join(", ");
      return {
        seen: seen === "" ? "whole" : seen,
        limit: gate.allowed === null ? "whole" : `incomplete allowed (${gate.allowed})`,
      };
    }
    case "understood":
      return { seen: `${gate.rows.length} not understood`, limit: "0" };
    case "ids":
      return { seen: `${gate.rows.length} unproven`, limit: "0" };
    case "charges":
      return {
        seen: countWords(gate.charges.total),
        limit: gate.limit === null ? "none set" : `${gate.limit.limit} (${gate.limit.source})`,
      };
    case "replace":
    case "delete":
    case "id-change":
      return {
        seen: `${gate.rows.length}${gate.exempt.length > 0 ? ` and ${gate.exempt.length} exempt` : ""}`,
        limit: `0 (${gate.source})`,
      };
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
        "api_token is written in clear text in the provider configuration ",
        name(caution.where),
        ...planName(caution.plan),
        ": the plan and its JSON hold it. Take it from GREENVN_API_TOKEN, and give the account a new token.",
      ];
    case "stranger":
      return [
        name(caution.address),
        ...planName(caution.plan),
        " has a GreenVN type but belongs to the provider ",
        name(caution.provider),
        ": it is not judged here.",
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
