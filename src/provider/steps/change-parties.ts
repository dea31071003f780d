import { isE164, samePhoneNumber } from "../../domain/phone-number";
import { isUnknown } from "../../domain/unknown";
import type { PartiesRequest } from "../../exobridge";
import type { Known } from "../../plugin/sdk/value";
import type { PartyAttributes } from "../../rules/attributes";
import { partyChanges, samePhoneNumbers } from "../../rules/charged-calls";
import { type AllocationState, idOf, pinsIn } from "../common/state";
import type { PartyNumbers, ProviderNotes } from "../memory/notes";
import type { SentPins } from "./adopt-lost-writes";
import { differingFrom, type PlannedChange } from "./charged-change";
import { noPinsToSend, partiesNotSendable } from "./messages";

/** The one `PUT …/call-party` of a change, unless nothing is left to change. */
export function partiesChange(
  held: Known<AllocationState>,
  planned: Known<AllocationState>,
  remembered: ProviderNotes,
  writeOnly: () => object,
): PlannedChange<Known<AllocationState>> {
  const changes = partyChanges(held, planned).map(({ name }) => name);
  if (changes.length === 0) return { kind: "met", state: held };

  // With ignore_changes the configuration is not to be followed: only a version that is planned says to look into it.
  const version = changes.includes("pins_wo_version") ? planned.pins_wo_version : null;
  const pins = version === null ? pinsOf(planned) : writeOnlyPins(writeOnly());
  if (version !== null && pins.aparty === undefined && pins.bparty === undefined)
    return { kind: "impossible", why: noPinsToSend(held) };

  const request = partiesRequest(planned, changes, sendable(planned, remembered), pins);
  if (request === null) return { kind: "impossible", why: partiesNotSendable(held) };

  const id = idOf(held);
  const { aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, pins_wo_version, usage } = planned;
  return {
    kind: "due",
    intent: {
      operation: "call-party",
      aparty_numbers: aparty_numbers ?? [],
      bparty_numbers: bparty_numbers ?? [],
      usage,
      changes,
      ...(version === null ? {} : { pins_wo_version: version }),
    },
    pins,
    rotates: false,
    send: (api, guard) => api.changeParties(id, request, guard, pinsIn(held)),
    reached: async (_session, remote, notes) => ({
      kind: "done",
      state: { ...held, aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, pins_wo_version, usage },
      notes,
      diagnostics: differingFrom("call-party", { ...planned, green_vn: held.green_vn }, remote),
    }),
  };
}

function pinsOf({ aparty_pins, bparty_pins }: Known<AllocationState>): SentPins {
  return { ...(aparty_pins ? { aparty: aparty_pins } : {}), ...(bparty_pins ? { bparty: bparty_pins } : {}) };
}

/** The write-only PINs of a configuration: a side that it leaves out is not sent. */
export function writeOnlyPins(writeOnly: object): SentPins {
  const { aparty_pins_wo: aparty, bparty_pins_wo: bparty }: Readonly<Record<string, unknown>> = { ...writeOnly };
  return {
    ...(Array.isArray(aparty) ? { aparty: aparty.filter((pin) => typeof pin === "number") } : {}),
    ...(Array.isArray(bparty) ? { bparty: bparty.filter((pin) => typeof pin === "number") } : {}),
  };
}

/**
 * What is declared in E.164 where state holds the same numbers in another form, as an answer told them: the plan keeps
 * the form of state, and no other tells the country code.
 */
export function declaredForms(prior: PartyAttributes, declared: PartyAttributes): Pick<ProviderNotes, "declaredForms"> {
  const forms = SIDES.flatMap((name): [PartyNumbers, readonly string[]][] => {
    const [held, wanted] = [textsIn(prior[name]), textsIn(declared[name])];
    if (held === null || wanted === null || held.every(isE164)) return [];
    return wanted.every(isE164) && samePhoneNumbers(held, wanted) ? [[name, wanted]] : [];
  });
  return forms.length === 0 ? {} : { declaredForms: Object.fromEntries(forms) };
}

const SIDES = ["aparty_numbers", "bparty_numbers"] as const satisfies readonly PartyNumbers[];

function textsIn(numbers: PartyAttributes[PartyNumbers]): readonly string[] | null {
  if (numbers === null || isUnknown(numbers)) return null;
  return numbers.every((number): number is string => typeof number === "string") ? numbers : null;
}

/** The planned numbers of each side that can be sent: in E.164, by themselves or as they are declared. */
function sendable(planned: Known<PartyAttributes>, { declaredForms: forms }: ProviderNotes): SendableNumbers {
  return Object.fromEntries(
    SIDES.flatMap((name): [PartyNumbers, readonly string[]][] => {
      const numbers = planned[name];
      const inE164 = numbers?.map((number) =>
        isE164(number) ? number : forms?.[name]?.find((form) => samePhoneNumber(form, number)),
      );
      return inE164?.every((number) => number !== undefined) ? [[name, inE164]] : [];
    }),
  );
}

type SendableNumbers = { readonly [name in PartyNumbers]?: readonly string[] };

/** Null: numbers that belong into it can't be sent. */
function partiesRequest(
  planned: Known<PartyAttributes>,
  changes: readonly (keyof PartyAttributes)[],
  numbers: SendableNumbers,
  pins: SentPins,
): PartiesRequest | null {
  const changed = SIDES.filter((name) => changes.includes(name));
  // The API wants at least one side's numbers, whatever else changes.
  const sides = changed.length > 0 ? changed : SIDES.filter((name) => numbers[name] !== undefined).slice(0, 1);
  if (sides.length === 0 || sides.some((name) => numbers[name] === undefined)) return null;
  const { usage } = planned;
  const { aparty_numbers, bparty_numbers } = numbers;
  const sends = (name: "aparty_pins" | "bparty_pins") => changes.includes(name) || changes.includes("pins_wo_version");
  return {
    ...(sides.includes("aparty_numbers") && aparty_numbers ? { apartyNumbers: aparty_numbers } : {}),
    ...(sides.includes("bparty_numbers") && bparty_numbers ? { bpartyNumbers: bparty_numbers } : {}),
    ...(sends("aparty_pins") && pins.aparty ? { apartyPins: pins.aparty } : {}),
    ...(sends("bparty_pins") && pins.bparty ? { bpartyPins: pins.bparty } : {}),
    ...(changes.includes("usage") && usage !== null ? { usage } : {}),
  };
}
