import { isUnknown } from "../../../domain/unknown";
import { numberHeld } from "../../judge/asked";
import type { Invocation } from "../../judge/invocation";
import type { Loss } from "../../judge/loss";
import type { Row } from "../../judge/row";
import { show } from "../../judge/shown";
import { SIDE_LEAVES } from "../../read/side";
import { declaredWords } from "./change-words";
import { callWords } from "./charge-words";
import type { RowContent } from "./content";
import { id, name, number, type Place, type Word, type Words } from "./words";

/** All that a line of the table says of an object. */
export function rowContent(row: Row, place: Place): RowContent {
  const { previousAddress } = row.change;
  return {
    address: [name(row.change.address), ...place(row.plan)],
    was: previousAddress === null ? null : [name(previousAddress)],
    sign: signOf(row),
    action: actionWords(row),
    changes: row.declared.map(declaredWords),
    allocation: fateWords(row),
    numberBefore: numberBeforeWords(row),
    lost: lossWords(row.losses),
    numberAfter: numberAfterWords(row),
    calls: callWords(row.calls),
  };
}

/** The same of an action that is invoked: it changes the number of an allocation that stands elsewhere. */
export function invocationContent(invocation: Invocation, place: Place): RowContent {
  const { numberBefore, asksFor, calls } = invocation;
  return {
    address: [name(invocation.address), ...place(invocation.plan)],
    was: null,
    sign: "!",
    action: ["invoke ", name(invocation.type), ...triggerWords(invocation)],
    changes: [],
    allocation: [
      id(invocation.allocation),
      invocation.unproven === null ? " unchanged" : ` UNPROVEN, ${invocation.unproven}`,
    ],
    numberBefore: numberBefore === null ? UNTOLD : [number(numberBefore)],
    lost: invocation.unproven === null ? (calls.length === 0 ? null : GIVEN_UP) : "UNPROVEN",
    numberAfter: asksFor.kind === "none" ? ["another one"] : ["another one, asked for ", number(asksFor)],
    calls: callWords(calls),
  };
}

/** What its loss is about: an assignment may ask for another number of an allocation that stands elsewhere. */
function numberBeforeWords(row: Row): Words {
  const told = row.losses[0]?.kind === "number" ? numberHeld(row.asked) : row.numberBefore;
  return told === null || (row.change.before === null && row.losses.length > 0 && told.kind === "none")
    ? UNTOLD
    : [number(told)];
}

const GIVEN_UP = "given up";
const UNTOLD: Words = ["not told by this plan"];

/** What becomes of the number before, or of its allocation, where that is a loss: the worst of it. */
export function lossWords([worst]: readonly Loss[]): string | null {
  switch (worst?.kind) {
    case undefined:
      return null;
    case "unproven":
      return "UNPROVEN";
    case "released":
      return "RELEASED";
    case "number":
      return worst.certain ? GIVEN_UP : "may be given up";
    case "id":
      return "id changes";
    case "abandoned":
      return "ABANDONED";
  }
}

function triggerWords({ trigger, plan: _plan }: Invocation): Words {
  switch (trigger.kind) {
    case "invoked":
      return [", by -invoke"];
    case "resource":
      return [", triggered by ", name(trigger.address), ...(trigger.event === null ? [] : [" ", name(trigger.event)])];
    case "untold":
      return [", the plan does not tell by what"];
  }
}

function signOf({ action, change }: Row): string {
  switch (action.kind) {
    case "no-op":
      return change.imports === null ? "→" : "<";
    case "create":
      return "+";
    case "update":
      return "~";
    case "replace":
      return "±";
    case "delete":
      return "-";
    case "forget":
      return ".";
    case "unknown":
      return "?";
  }
}

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
      return [
        ...before,
        row.fate.kind,
        ...(row.handedOver ? [", handed over to an assignment, which never deletes it"] : []),
      ];
    case "UNPROVEN":
      return [...before, `UNPROVEN, ${row.fate.why}`];
    case "none":
      return ["no allocation"];
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
