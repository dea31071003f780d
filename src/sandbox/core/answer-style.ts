/**
 * How answers are written, within what the API's documents leave open and what its users have met. The default is the
 * documented form; tests turn the knobs to see that the oddest form is read alike.
 */
export interface AnswerStyle {
  /** Which key holds the number; `documented`: `greenvn` for a create, `green_vn` for a read and an update. */
  readonly vn_key: "documented" | "swapped" | "greenvn" | "green_vn" | "both" | "absent";
  /** `+917205827365`, `917205827365`, `07205827365` or `7205827365`. */
  readonly numbers: "e164" | "no-plus" | "zero" | "national";
  /** `given`: told of the side that has some; `never`, `empty` and `null` whatever the side has. */
  readonly pins: "given" | "never" | "empty" | "null";
  readonly state: "told" | "absent";
  readonly usage: "told" | "absent";
  readonly connection_id: "told" | "absent";
  /** `default`: an allocation made without a flow tells the account's default one. */
  readonly flow: "given" | "absent" | "default";
  readonly party_order: "kept" | "reversed";
  readonly unknown_fields: boolean;
  /** What a delete answers with: the allocation in state `vault`, or `data: null`. */
  readonly deleted: "vault" | "null";
  /** How long a deallocated allocation can still be read as `vault`, in milliseconds; null: for good. */
  readonly cooling_ms: number | null;
  /** What is answered after that: 404 code 1, or 410 code 22. */
  readonly gone: 404 | 410;
}

export const DOCUMENTED_STYLE: AnswerStyle = {
  vn_key: "documented",
  numbers: "e164",
  pins: "given",
  state: "told",
  usage: "told",
  connection_id: "told",
  flow: "given",
  party_order: "kept",
  unknown_fields: false,
  deleted: "vault",
  cooling_ms: null,
  gone: 404,
};

const CHOICES: Readonly<Record<Exclude<keyof AnswerStyle, "cooling_ms">, readonly unknown[]>> = {
  vn_key: ["documented", "swapped", "greenvn", "green_vn", "both", "absent"],
  numbers: ["e164", "no-plus", "zero", "national"],
  pins: ["given", "never", "empty", "null"],
  state: ["told", "absent"],
  usage: ["told", "absent"],
  connection_id: ["told", "absent"],
  flow: ["given", "absent", "default"],
  party_order: ["kept", "reversed"],
  unknown_fields: [true, false],
  deleted: ["vault", "null"],
  gone: [404, 410],
};

/** What is wrong with knobs that came as JSON, in one sentence, or null. */
export function styleProblem(knobs: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(knobs)) {
    if (name === "cooling_ms") {
      if (value !== null && !(Number.isSafeInteger(value) && (value as number) >= 0))
        return "cooling_ms must be milliseconds or null";
    } else if (!Object.hasOwn(CHOICES, name)) {
      return `there is no answer knob ${JSON.stringify(name)}`;
    } else {
      const choices = CHOICES[name as keyof typeof CHOICES];
      if (!choices.includes(value))
        return `${name} must be one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`;
    }
  }
  return null;
}
