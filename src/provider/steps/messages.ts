import { isUnknown } from "../../domain/unknown";
import type { Failure, WriteOutcome } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import { PREFERENCE_NAMES, type VnAttributes } from "../../rules/attributes";
import type { ChargedOperation } from "../../rules/charged-calls";
import { error, warning } from "../common/diagnostic";
import { couldNot, explain, type Named, nameOf, numberOf, otherwise, quoted } from "../common/messages";
import type { Difference } from "../common/remote";
import type { Holder } from "../memory/journal-entries";
import type { ProviderNotes } from "../memory/notes";

// Reading.

/** `names`: attributes of the provider's configuration. */
export function didNotReadYet(state: Named, names: readonly string[]): Diagnostic {
  return warning(
    `Did not read ${nameOf(state)}`,
    `The provider's configuration is not known yet (${names.join(", ")}). What state has is kept.`,
  );
}

export function couldNotRead(state: Named, failure: Failure): Diagnostic {
  return error(couldNot("read", state), `${explain(failure)} State is as it was; nothing was changed or charged.`);
}

/** The connection_id that was told, and the one that state holds. */
export function answeredForAnother(
  state: Named,
  { told, held }: { readonly told: string; readonly held: string },
): Diagnostic {
  return error(couldNot("read", state), [
    `ExoBridge answered for the connection_id ${quoted(told)}, not ${quoted(held)}.`,
    "State is as it was; nothing was changed or charged.",
  ]);
}

export function isGone(state: Named & { readonly green_vn: unknown }, resource: Holder["resource"]): Diagnostic {
  return warning(`${numberOf(state.green_vn)} is gone: ${nameOf(state)} is no longer there`, [
    "It was deallocated outside of this configuration, or its policy ended.",
    `It is removed from state; the number can not be had back, ${whatFollows(resource)}.`,
  ]);
}

function whatFollows(resource: Holder["resource"]): string {
  switch (resource) {
    case "greenvn_allocation":
      return "and the next plan creates another allocation with another number";
    case "greenvn_assignment":
      return "and an assignment of it can't be made any more: declare another greenvn_id, or remove the block";
  }
}

export function goneBeforeUpdate(prior: Named): Diagnostic {
  return error(couldNot("update", prior), "It is no longer there. Nothing was sent; the next run shows it.");
}

/**
 * A read found another number than state held, while more is declared than that number. `pinned`: the number that is
 * strictly pinned, if any.
 */
export function notKnownToMeet(
  state: Named,
  number: { readonly from: string; readonly to: string; readonly pinned: string | null },
): Diagnostic {
  const { from, to, pinned } = number;
  return warning(`${numberOf(to)} is in force, and not known to meet the declaration of ${nameOf(state)}`, [
    `The number was changed from ${numberOf(from)} outside of this state.`,
    ...(pinned === null
      ? [
          "No answer tells its region or type, or whether it was asked for strictly.",
          "Nothing is requested for that: change rotation_triggers to take a number by the declaration, which is charged.",
        ]
      : [`It is not ${numberOf(pinned)}, which is strictly pinned: a plan asks for that one again, which is charged.`]),
  ]);
}

// Lost writes that landed.

export function adoptedNumber(state: Named, number: string | null, before: string | null): Diagnostic {
  return adopted(state, [`The number is ${numberOf(number)} now; it was ${numberOf(before)}.`]);
}

/** `pinsAreUntold`: the write had PINs, and the answer does not tell which are in force. */
export function adoptedParties(state: Named, pinsAreUntold: boolean): Diagnostic {
  return adopted(state, [
    "The parties are those that were declared.",
    ...(pinsAreUntold
      ? [
          "PINs were sent with them, and no answer tells which: those declared now are recorded as the ones sent.",
          "Where they were changed since, change them once more after this run.",
        ]
      : []),
  ]);
}

function adopted(state: Named, what: readonly string[]): Diagnostic {
  return warning(`An earlier change of ${nameOf(state)} was carried out after all`, [
    "State does not show it: its answer had been lost, or Terraform ended or could not save before it was recorded.",
    ...what,
    "It is adopted as it is, and not sent again.",
  ]);
}

// What a plan says of two resources that are in each other's way.

/** An allocation, by what its plan knows of it. */
interface Planned {
  readonly id: string | null;
  readonly name: string | null;
}

export function allocationTwice({ id, name }: Planned): Diagnostic {
  return error(`Two greenvn_allocations hold ${named(id, name)}`, [
    "One allocation stands at two addresses of this plan: each would undo what the other declares, at a charge each" +
      " time, and destroying one would release the number of both.",
    "Keep one of them, and take the other out of state without destroying it:" +
      " removed { from = ADDRESS, lifecycle { destroy = false } }, or terraform state rm ADDRESS.",
    "Nothing was changed or charged.",
  ]);
}

export function keptAndGivenUp({ id, name }: Planned): Diagnostic {
  return error(`Refused: this plan gives up and keeps ${named(id, name)}`, [
    "One resource of this plan destroys or replaces the allocation, and another keeps or imports it: the live number" +
      " would be released for good, and another bought.",
    "Where only the address changes, write moved { from = OLD, to = NEW } and no import. To take it out of one place" +
      " and import it in another: removed { from = OLD, lifecycle { destroy = false } }.",
    "Nothing was changed or charged.",
  ]);
}

export function nameTwice({ name, id }: { readonly name: string; readonly id: string | null }): Diagnostic {
  return error(
    `Two greenvn_allocations are planned under the connection_id ${quoted(name)}`,
    [
      `A connection_id names one live allocation${id === null ? "" : `, and this one is ${id} already`}: ExoBridge would` +
        " refuse the second.",
      "Declare another connection_id for one of them. Where they are meant to be one and only its address changed, write" +
        " moved { from = OLD, to = NEW }.",
      "Nothing was changed or charged.",
    ],
    attributePath("connection_id"),
  );
}

export function nameGivenUp({ name, id }: { readonly name: string; readonly id: string }): Diagnostic {
  return warning(`${named(id, name)} is given up, and another is created by its connection_id`, [
    "One resource of this plan gives the allocation up, with its number, and another creates one by the same name.",
    "Where only the address changed, write moved { from = OLD, to = NEW }: then nothing is given up or charged.",
    "Otherwise: Terraform keeps no order between the two, and a creation that comes first is refused (409, code 18)." +
      " Running terraform apply again then does.",
  ]);
}

export function bothPin({ id }: { readonly id: string }): Diagnostic {
  return error(
    `A greenvn_allocation and a greenvn_assignment both pin the number of ${nameOf({ id })}`,
    [
      "Each would take back, at a charge, what the other one took.",
      "Let one of them alone have preferences.greenvn: otherwise they stand side by side.",
      "Nothing was changed or charged.",
    ],
    attributePath("preferences", "greenvn"),
  );
}

function named(id: string | null, name: string | null): string {
  return nameOf({ id, connection_id: name });
}

// What a plan says of the number.

export function rotationContradictsPin(held: Named, pinned: string): Diagnostic {
  return error(
    `Rotation of ${nameOf(held)} contradicts its strict pin`,
    [
      "rotation_triggers changed, which takes another number, and preferences.greenvn strictly pins" +
        ` ${pinned}, which is the number in force.`,
      "Set strictness = false, or change or remove the pin.",
    ],
    attributePath("rotation_triggers"),
  );
}

/** Begins the sentence on a call that values still unknown at plan decide on. */
export const MAY_ASK = "Should what is still unknown ask for it, ";

/** Sentences for the plan's warning of a call that takes another number: what is given up, and what is asked for. */
export function anotherNumber(
  before: unknown,
  declared: VnAttributes,
  isCertain: boolean,
  notes: ProviderNotes,
): string[] {
  return [
    `${isCertain ? "A" : `${MAY_ASK}a`}nother number is taken in place, and ${numberOf(before)} is given up for good.`,
    ...askedFor(declared),
    ...doubts(notes),
  ];
}

/** What a request for a number asks for: sentences. */
export function askedFor({ preferences, strictness }: Pick<VnAttributes, "preferences" | "strictness">): string[] {
  if (isUnknown(preferences)) return ["What is asked for is not known yet."];
  const wishes = PREFERENCE_NAMES.flatMap((name) => {
    const value = preferences?.[name] ?? null;
    if (value === null) return [];
    const known = isUnknown(value) ? "(not known yet)" : name === "greenvn" ? numberOf(value) : quoted(value);
    return [name === "greenvn" ? known : `${name} ${known}`];
  });
  if (wishes.length === 0) return ["Any free number is asked for."];
  if (strictness === true)
    return [`Strictly asked for: ${wishes.join(", ")}. That is granted, or the call is refused and changes nothing.`];
  return [`Asked for: ${wishes.join(", ")}. Without strictness any other number may be granted.`];
}

/** What a reviewer should know before a charged call is sent that may have been carried out before: sentences. */
export function doubts({
  unresolved,
  unresolvedSince,
  drifted,
}: Pick<ProviderNotes, "unresolved" | "unresolvedSince" | "drifted">): string[] {
  return [
    ...(unresolved
      ? ["An earlier call got no answer, and was not seen to be carried out: sending it again may be charged again."]
      : []),
    ...(unresolved && unresolvedSince !== undefined
      ? [
          `It was sent at ${unresolvedSince}.`,
          ...(unresolved.sent.operation === "vn"
            ? ["Where another number is wanted whatever became of it, change rotation_triggers."]
            : []),
        ]
      : []),
    ...(drifted
      ? [
          `The number changed from ${drifted.from} to ${drifted.to} outside of this state. Where nobody took it, by hand` +
            " or by the action greenvn_rotate, that may be the work of an interrupted apply, and then this change may not" +
            " be needed any more.",
          "Check before applying.",
        ]
      : []),
  ];
}

/** A read of a resource found the result. */
export function rotationSeen(state: Named, number: string): Diagnostic {
  return warning(`A rotation of ${nameOf(state)} counts as carried out`, [
    `The action greenvn_rotate was left without an answer, and ${numberOf(number)} is in force since.`,
    "State takes the number over, with no call.",
  ]);
}

// Other runs that are at the same allocation.

export function isChangedByThisApply(held: Named): Diagnostic {
  return error(couldNot("update", held), [
    "Another resource of this very apply is changing it, under another address or provider alias.",
    "Nothing was sent for this one. Let one resource alone hold it.",
  ]);
}

export function anotherRunIsAtIt(held: Named): Diagnostic {
  return error(couldNot("update", held), [
    "Another run of this folder has sent a change of it, and may still be waiting for the answer.",
    "It was waited for, and its change is not to be seen. Nothing was sent beside it.",
    "Run terraform apply again once that run has ended: it looks first.",
  ]);
}

export function anotherRunBegan(held: Named): Diagnostic {
  return error(couldNot("update", held), [
    "Another run of this folder began a change of it at the same moment. Nothing was sent by this run.",
    "Run terraform apply again once that run has ended: it looks first.",
  ]);
}

export function endsBeforeLooking(held: Named): Diagnostic {
  return error(couldNot("update", held), [
    "Terraform asked the provider to stop before it could look whether an interrupted run has changed it.",
    "Nothing was sent. Run terraform apply again.",
  ]);
}

// Charged calls.

type ChangeOperation = Exclude<ChargedOperation, "create">;

const CHANGES = { vn: "change the number of", "call-party": "change the parties of" } as const;

export function changeRefused(operation: ChangeOperation, held: Named, failure: Failure): Diagnostic {
  return error(couldNot(CHANGES[operation], held), `${explain(failure)} This call changed and charged nothing.`);
}

/** What was seen right before a charged call is not what it was planned on. */
export function changedSincePlan(operation: ChangeOperation, held: Named, since: readonly Difference[]): Diagnostic {
  return error(`${couldNot(CHANGES[operation], held)}: it changed since the plan`, [
    `ExoBridge tells that ${since.map(otherwise).join("; ")}.`,
    "Somebody changed it since the plan was made, or an earlier call was carried out after all. The planned call would" +
      " give up what nobody saw planned.",
    "It was not sent, and nothing was charged.",
    "Run terraform plan again, and review what the new plan gives up.",
  ]);
}

export function checkFailed(operation: ChangeOperation, held: Named, failure: Failure): Diagnostic {
  return error(couldNot(CHANGES[operation], held), [
    "The allocation is read before each charged call, and this read failed.",
    explain(failure),
    "The charged call was not sent: nothing was changed or charged.",
  ]);
}

const IN_FORCE = { vn: "The pinned number of", "call-party": "The planned parties of" } as const;

/** What a call asks for was found to be in force right before it. */
export function metBefore(operation: ChangeOperation, held: Named): Diagnostic {
  return warning(`${IN_FORCE[operation]} ${nameOf(held)} ${operation === "vn" ? "is" : "are"} in force already`, [
    "It was changed since the plan was made, to what the planned call asks for.",
    "The call was not sent, and nothing was charged.",
  ]);
}

/** It was sent, and may or may not have been carried out. */
export function changeUnresolved(
  operation: ChangeOperation,
  held: Named,
  { failure, landed, seen }: Extract<WriteOutcome, { kind: "unresolved" }>,
): Diagnostic {
  const summary = couldNot(CHANGES[operation], held);
  if (landed === "can-not-tell" && seen)
    return error(summary, [
      explain(failure),
      "It may or may not have been carried out and charged, and what it changes can not be seen in what the API tells.",
      "State does not show the change.",
      "Check the allocation with ExoBridge before running terraform apply again: that sends the call once more, and" +
        " it may be charged once more.",
    ]);
  const unchanged = operation === "vn" ? "number was" : "parties were";
  return error(summary, [
    explain(failure),
    "It may or may not have been carried out and charged.",
    seen
      ? `Looking at the allocation several times, the ${unchanged} still seen as before.`
      : "No look at the allocation got through either.",
    "Nothing more was sent, and state does not show the change.",
    "Run terraform apply again: it looks first, and adopts the change with no second charge if it has landed by then.",
    ...(operation === "vn"
      ? [
          "Otherwise it sends the call again: should ExoBridge have granted the very number that was in force, no" +
            " look can tell, and it may then be charged once more.",
        ]
      : []),
  ]);
}

/** The API told the numbers without their country code, and nothing that is declared says it. */
export function partiesNotSendable(held: Named): Diagnostic {
  return error(couldNot(CHANGES["call-party"], held), [
    "ExoBridge tells its numbers without a country code, and the call needs those of one side in E.164.",
    "Nothing was sent or charged, and state is as it was.",
    "Declare aparty_numbers or bparty_numbers in E.164, such as +919876543210, and take them out of ignore_changes.",
  ]);
}

/** A new version of write-only PINs, and none to go with it. */
export function noPinsToSend(held: Named): Diagnostic {
  return error(
    couldNot(CHANGES["call-party"], held),
    [
      "pins_wo_version changed, which sends the PINs in aparty_pins_wo and bparty_pins_wo, and both are null.",
      "Nothing was sent or charged: the call would be charged for nothing.",
      "Set at least one of them, [] for none, or take the change of pins_wo_version back.",
    ],
    attributePath("pins_wo_version"),
  );
}

export function newNumberNotTold(held: Named): Diagnostic {
  return error(`Could not learn the new number of ${nameOf(held)}`, [
    "The change was carried out, but neither its answer nor a read after it tells the number.",
    "Nothing needs to be sent again: the next run reads it.",
  ]);
}

export function grantedNotStrictlyPinned(granted: string, pinned: string): Diagnostic {
  return warning(`ExoBridge granted ${numberOf(granted)}, not the strictly pinned ${pinned}`, [
    "strictness = true asks for the pinned number or none, and the API says otherwise: check with ExoBridge.",
    "The number granted is in force, and nothing more is requested for this declaration.",
  ]);
}

export function grantedNotWished(granted: string, pinned: string): Diagnostic {
  return warning(`ExoBridge granted ${numberOf(granted)}, not the wished ${pinned}`, [
    "preferences.greenvn is a wish as long as strictness is false.",
    "The number granted is in force, and nothing more is requested for this declaration.",
  ]);
}

const WHAT_CAME_OUT = {
  create: "",
  vn: "The change of the number of ",
  "call-party": "The change of the parties of ",
} as const;

/** A call was carried out, and its answer differs from the plan. */
export function cameOutOtherwise(
  operation: ChargedOperation,
  allocation: Named,
  differences: readonly Difference[],
): Diagnostic {
  return warning(`${WHAT_CAME_OUT[operation]}${nameOf(allocation)} came out otherwise than planned`, [
    `ExoBridge answers that ${differences.map(otherwise).join("; ")}.`,
    "State holds what was planned; the next refresh shows what is in force.",
  ]);
}
