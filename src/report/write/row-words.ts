import { isUnknown } from "../../domain/unknown";
import type { ChargedCall } from "../../rules/charged-calls";
import { chargesOf } from "../judge/charges";
import type { Judgement, Output } from "../judge/judge";
import type { Row } from "../judge/row";
import { show } from "../judge/shown";
import { SIDE_LEAVES } from "../read/side";
import { countWords } from "./sentences";
import { id, name, number, type Word, type Words } from "./words";

/** What is done to the object. */
export function actionWords(row: Row): Words {
  const imported = row.change.imports !== null;
  switch (row.action.kind) {
    case "no-op":
      return [imported ? "import" : row.change.previousAddress !== null ? "move" : "no change"];
    case "create":
      return ["create"];
    case "update":
      return [`${imported ? "import and " : ""}update in place${row.calls.length === 0 ? ", no charged call" : ""}`];
    case "replace": {
      const first = row.action.first === "create" ? "create first" : "destroy first";
      const old = row.action.old === "forgotten" ? ", forget the old one" : "";
      return [`${imported ? "import and " : ""}replace, ${first}${old}`];
    }
    case "delete":
      return row.change.deposed === null ? ["delete"] : ["delete the deposed object ", name(row.change.deposed)];
    case "forget":
      return ["forget"];
    case "unknown":
      return [name(row.change.actions.join(", ")), `: ${row.action.why}`];
  }
}

/** What becomes of the allocation: in capitals whatever is not simply unchanged. */
export function fateWords(row: Row): Words {
  const before: Words = row.idBefore.kind === "none" ? [] : [id(row.idBefore), " "];
  switch (row.fate.kind) {
    case "unchanged":
      return [
        ...(row.change.before === null ? [id(row.idAfter), " adopted, "] : before),
        "unchanged",
        ...(row.change.after === null ? [", no longer managed here"] : []),
      ];
    case "NEW":
      if (row.change.before === null) return ["NEW"];
      if (row.fate.old !== null) return ["NEW; ", ...before, row.fate.old];
      return [...before, "→ ", id(row.idAfter), " NEW"];
    case "RELEASED":
    case "ABANDONED":
      return [...before, row.fate.kind];
    case "UNPROVEN":
      return [...before, `UNPROVEN, ${row.fate.why}`];
    case "none":
      return ["none"];
  }
}

const OTHER_WISHES = SIDE_LEAVES.flatMap((leaf) =>
  leaf.name === "preferences" && leaf.path !== "preferences.greenvn" ? [leaf.path] : [],
);

/** The number after the change; where it is not known yet, what is preferred. */
export function numberAfterWords(row: Row): Words {
  const { after } = row.change;
  if (after === null || row.numberAfter.kind !== "unknown") return [number(row.numberAfter)];
  const pinned = show(after, "preferences.greenvn");
  const wishes: Word[][] = [
    ...(pinned.kind === "known" || pinned.kind === "sensitive"
      ? [[number(pinned), after.strictness === true ? " or nothing" : " if it is free"]]
      : []),
    ...OTHER_WISHES.map((attribute) => show(after, attribute)).flatMap((shown) =>
      shown.kind === "none" ? [] : [[name(shown)]],
    ),
  ];
  if (isUnknown(after.preferences)) return [number(row.numberAfter), ", preferences not known yet"];
  if (wishes.length === 0) return [number(row.numberAfter)];
  const certain = after.strictness === true ? ", strictly " : ", preferred ";
  return [
    number(row.numberAfter),
    certain,
    ...wishes.flatMap((wish, index) => [...(index > 0 ? [", "] : []), ...wish]),
  ];
}

/** `1 vn`, `at most 1 call-party`, `none`. */
export function callWords(calls: readonly ChargedCall[]): string {
  if (calls.length === 0) return "none";
  const { by } = chargesOf(calls);
  return (["create", "call-party", "vn"] as const)
    .flatMap((operation) => (by[operation].calls === 0 ? [] : [`${countWords(by[operation])} ${operation}`]))
    .join(", ");
}

/** What becomes of an output: its values only where they are numbers or ids that stand in the report anyway. */
export function outputWords({ actions, before, after }: Output): Words {
  if (before === null || after === null) return [" ", name(actions.join(", "))];
  return [" ", number(before), " → ", number(after)];
}

/** The whole plan in one sentence. */
export function summary({ rows, charges, plans }: Judgement): Words {
  if (rows.length === 0)
    return [
      `No GreenVN resource changes${plans.length > 1 ? ` in ${plans.length} plans` : ""}, and nothing is charged.`,
    ];
  const parts = [
    several(rows.filter((row) => row.change.before === null).length, "resource is created", "resources are created"),
    several(
      rows.filter((row) => changesNumber(row) && isCertain(row)).length,
      "number changes in place",
      "numbers change in place",
    ),
    several(
      rows.filter((row) => changesNumber(row) && !isCertain(row)).length,
      "number may change in place",
      "numbers may change in place",
    ),
    several(
      rows.filter((row) => row.calls.some((call) => call.operation === "call-party")).length,
      "allocation changes its parties",
      "allocations change their parties",
    ),
    several(
      rows.filter((row) => row.action.kind === "replace").length,
      "resource is replaced",
      "resources are replaced",
    ),
    several(rows.filter((row) => released(row) === "RELEASED").length, "number is RELEASED", "numbers are RELEASED"),
    several(
      rows.filter((row) => released(row) === "ABANDONED").length,
      "allocation is ABANDONED",
      "allocations are ABANDONED",
    ),
    several(rows.filter((row) => row.fate.kind === "UNPROVEN").length, "change is UNPROVEN", "changes are UNPROVEN"),
  ].filter((part) => part !== "");
  const kept = rows.every((row) => row.fate.kind === "unchanged") ? ["every allocation keeps its id"] : [];
  return [
    `${[...parts, ...kept].join(", ")}; charged calls: ${countWords(charges.total)}.`.replace(/^./, (first) =>
      first.toUpperCase(),
    ),
  ];
}

function changesNumber(row: Row): boolean {
  return row.fate.kind === "unchanged" && row.calls.some((call) => call.operation === "vn");
}

function isCertain(row: Row): boolean {
  return row.calls.every((call) => call.operation !== "vn" || call.certainty === "exact");
}

function released(row: Row): "RELEASED" | "ABANDONED" | null {
  switch (row.fate.kind) {
    case "RELEASED":
    case "ABANDONED":
      return row.fate.kind;
    case "NEW":
      return row.fate.old;
    case "unchanged":
    case "UNPROVEN":
    case "none":
      return null;
  }
}

function several(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? one : many}`;
}
