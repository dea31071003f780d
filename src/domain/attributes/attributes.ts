import { NUMBER_TYPES, USAGES } from "../number-type";
import { REGIONS } from "../region";
import type { AttributeRow, AttributeRows, Effect, LeafPathIn, NamesIn, ObjectIn, Place, RowAt } from "./attribute-row";

const regions = Object.entries(REGIONS)
  .map(([code, place]) => `\`${code}\` (${place})`)
  .join(", ");
const oneOf = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(" or ");

const declared = { told: false, adopted: true, shown: true } as const;
const known = { told: true, adopted: false, shown: true } as const;
const sentAlong = {
  kind: "write-only pins",
  effect: "sent",
  whenAbsent: { kind: "null" },
  told: false,
  adopted: false,
  shown: false,
} as const;
const NOTHING = { kind: "null" } as const;
const KEPT = { kind: "kept" } as const;
const TOLD = { kind: "told" } as const;

const required = (description: string) => ({ origin: "required", description }) as const;
const optional = (description: string) => ({ origin: "optional", description }) as const;
const computed = (description: string) => ({ origin: "computed", description }) as const;
const optionalComputed = (description: string) => ({ origin: "optional+computed", description }) as const;

const wished =
  "What is wished of the number. A preference that changes to a set value requests another number in place, " +
  "which is **charged as a new allocation**, unless the number in `greenvn` is the one in force. A preference that is " +
  "only removed requests nothing, and taking such a removal back costs nothing either.";
const GREENVN = optional(
  "The number wanted, in E.164, such as `+917205827365`. With `strictness = true` only this number is taken; " +
    "otherwise any other may be granted in its place.",
);
const REGION = optional(
  `The region that the number belongs to: ${regions}. Two other capitals are sent as they are, with a warning, since ` +
    "regions are added over time. No answer of the API tells a number's region.",
);
const NUMBER_TYPE = optional(`The kind of number: ${oneOf(NUMBER_TYPES)}. No answer of the API tells a number's kind.`);
const STRICTNESS = optionalComputed(
  "Whether every preference must be met: `true` fails (HTTP 452) where one can not be, `false` takes a number that " +
    "meets as many as possible. Default: `false`. A change to `true` with preferences set requests another number, " +
    "which is charged, unless the number in `greenvn` is the one in force.",
);
const ROTATION = optional(
  "Any strings, such as a date. A change to a non-empty map takes another number (with `preferences`, by them), which " +
    "is **charged as a new allocation**. Removing the map requests nothing. A change is refused while the number in " +
    "force is pinned with `strictness = true`.",
);
const CONNECTION_TOLD = computed("The owner's unique name for the allocation.");
const A_PARTIES_TOLD = computed("Numbers of the A-parties, in E.164.");
const B_PARTIES_TOLD = computed("Numbers of the B-parties, in E.164.");
const USAGE_TOLD = computed("Who may call: `oneway` or `twoway`.");
const ACCOUNT = computed(
  "SID of the account that the allocation lives in. A run that is configured for another account is an error before " +
    "any call.",
);
const API_ORIGIN = computed(
  "Scheme, host and port of the API that holds the allocation, such as `https://leadassist.exotel.in`. A run that is " +
    "configured for another one (`base_url`) is an error before any call, unless the provider has " +
    "`allow_base_url_change = true`; between two loopback addresses it is a warning. State of an older version has " +
    "none: the first read that finds the allocation sets it.",
);
const NUMBER_IN_FORCE = computed("The virtual number (VN) in force, in E.164.");
const STATE = computed("State of the allocation: `active`.");

/**
 * One row for each attribute of `greenvn_allocation`, `greenvn_assignment` and the data source. Schemas, states, plans,
 * what an answer changes, what an import takes over, the report's list and the reference pages are mapped from them.
 */
export const ATTRIBUTES = {
  id: {
    ours: "id",
    kind: "text",
    effect: "none",
    whenAbsent: TOLD,
    ...known,
    allocation: computed("The allocation's `greenvn_id`, given at creation. Never changes."),
    assignment: computed("The allocation's `greenvn_id`."),
    data: required("The allocation's `greenvn_id`."),
  },
  greenvn_id: {
    ours: "greenvnId",
    kind: "text",
    effect: "replaces",
    whenAbsent: NOTHING,
    told: false,
    adopted: false,
    shown: true,
    assignment: required(
      "The `greenvn_id` of the allocation. A change of it makes another assignment; no call is made for the former one.",
    ),
  },
  connection_id: {
    ours: "connectionId",
    kind: "text",
    effect: "replaces",
    whenAbsent: TOLD,
    told: true,
    adopted: true,
    shown: true,
    allocation: required(
      "Your own unique name for the allocation; ExoBridge refuses a second live allocation of the same name. **A " +
        "change of it replaces the allocation: its number is released and can not be had back.**",
    ),
    assignment: CONNECTION_TOLD,
    data: CONNECTION_TOLD,
  },
  aparty_numbers: {
    ours: "apartyNumbers",
    kind: "numbers",
    effect: "parties",
    whenAbsent: TOLD,
    ...known,
    allocation: required(
      "Numbers of the A-parties, in E.164; at least one. A change is made in place, by one call that is charged as a " +
        "new allocation.",
    ),
    assignment: A_PARTIES_TOLD,
    data: A_PARTIES_TOLD,
  },
  bparty_numbers: {
    ours: "bpartyNumbers",
    kind: "numbers",
    effect: "parties",
    whenAbsent: TOLD,
    ...known,
    allocation: required(
      "Numbers of the B-parties, in E.164; at least one, and none that stands among the A-parties. A change is made in " +
        "place, by one call that is charged as a new allocation.",
    ),
    assignment: B_PARTIES_TOLD,
    data: B_PARTIES_TOLD,
  },
  aparty_pins: {
    ours: "apartyPins",
    kind: "pins",
    effect: "parties",
    whenAbsent: KEPT,
    told: true,
    adopted: true,
    shown: false,
    allocation: optionalComputed(
      "PINs by which A-parties join whose number is not listed: whole numbers above 0, of at most 6 digits, unique " +
        "across both sides. Left out, they are not managed: nothing is requested, and what is known of them is kept. " +
        "`[]` means none. A change is charged. What the API tells of them is taken only for a side that is managed. State " +
        "holds them in clear text: `aparty_pins_wo` keeps them out of it.",
    ),
  },
  bparty_pins: {
    ours: "bpartyPins",
    kind: "pins",
    effect: "parties",
    whenAbsent: KEPT,
    told: true,
    adopted: true,
    shown: false,
    allocation: optionalComputed(
      "PINs by which B-parties join whose number is not listed; otherwise as `aparty_pins`.",
    ),
  },
  aparty_pins_wo: {
    ours: "apartyPinsWo",
    ...sentAlong,
    allocation: optional(
      "PINs of A-parties as `aparty_pins`, and **write-only**: no state, plan, log or journal holds them. Sent at creation " +
        "and when `pins_wo_version` changes, which it needs; left out, that side is not sent. `[]` means none. Not beside " +
        "`aparty_pins` or `bparty_pins`. Terraform 1.11 or OpenTofu 1.11 or later; an older one refuses the " +
        "configuration.",
    ),
  },
  bparty_pins_wo: {
    ours: "bpartyPinsWo",
    ...sentAlong,
    allocation: optional("PINs of B-parties, **write-only**; otherwise as `aparty_pins_wo`."),
  },
  pins_wo_version: {
    ours: "pinsWoVersion",
    kind: "count",
    effect: "parties",
    whenAbsent: NOTHING,
    ...declared,
    allocation: optional(
      "Any whole number that stands for the PINs in `aparty_pins_wo` and `bparty_pins_wo`, since nobody can see whether " +
        "they changed. A change to another value sends them, which is charged; removing it changes state only. A fresh " +
        "import takes it over with no call. While it is set, `aparty_pins` and `bparty_pins` are null.",
    ),
  },
  usage: {
    ours: "usage",
    kind: "text",
    effect: "parties",
    whenAbsent: { kind: "default at creation", value: "twoway" },
    told: true,
    adopted: true,
    shown: true,
    allocation: optionalComputed(
      `Who may call: ${oneOf(USAGES)}. \`oneway\` lets only A-parties call B-parties. Default at creation: \`twoway\`; ` +
        "left out later, what is in force is kept. A change is charged.",
    ),
    assignment: USAGE_TOLD,
    data: USAGE_TOLD,
  },
  preferences: {
    ours: "preferences",
    kind: {
      greenvn: {
        ours: "greenvn",
        kind: "number",
        effect: "vn",
        whenAbsent: NOTHING,
        // Whether a pinned number is in force is told: it is never taken for what an import found.
        told: false,
        adopted: false,
        shown: true,
        allocation: GREENVN,
        assignment: GREENVN,
      },
      region: {
        ours: "region",
        kind: "text",
        effect: "vn",
        whenAbsent: NOTHING,
        ...declared,
        allocation: REGION,
        assignment: REGION,
      },
      number_type: {
        ours: "numberType",
        kind: "text",
        effect: "vn",
        whenAbsent: NOTHING,
        ...declared,
        allocation: NUMBER_TYPE,
        assignment: NUMBER_TYPE,
      },
      pin_code: {
        ours: "pinCode",
        kind: "text",
        effect: "records",
        whenAbsent: NOTHING,
        ...declared,
        allocation: optional(
          "A postal code near which the number should be. It counts at creation only: a later change of it alone is " +
            "recorded with a warning and requests nothing.",
        ),
      },
    },
    effect: "vn",
    whenAbsent: NOTHING,
    ...declared,
    allocation: optional(wished),
    assignment: optional(wished),
  },
  strictness: {
    ours: "strictness",
    kind: "flag",
    effect: "vn",
    whenAbsent: { kind: "default", value: false },
    ...declared,
    allocation: STRICTNESS,
    assignment: STRICTNESS,
  },
  rotation_triggers: {
    ours: "rotationTriggers",
    kind: "texts by key",
    effect: "vn",
    whenAbsent: NOTHING,
    ...declared,
    allocation: ROTATION,
    assignment: ROTATION,
  },
  deallocation_policy: {
    ours: "deallocationPolicy",
    kind: {
      duration: {
        ours: "duration",
        kind: "duration",
        effect: "replaces",
        whenAbsent: NOTHING,
        ...declared,
        allocation: required(
          "How long the allocation lives: a whole number and `d`, `h`, `m` or `s`, such as `30d` or `600s`. The " +
            "account's maximum caps it.",
        ),
      },
    },
    effect: "replaces",
    whenAbsent: NOTHING,
    ...declared,
    allocation: optional(
      "When the allocation ends by itself. Left out at creation, the account's default holds. It can not be updated: " +
        "**another length replaces the allocation, and its number is released**; removing the block changes state only.",
    ),
  },
  flow_id: {
    ours: "flowId",
    kind: "text",
    effect: "replaces",
    whenAbsent: TOLD,
    told: true,
    adopted: true,
    shown: true,
    allocation: optionalComputed(
      "The call flow to attach, where an account has several. Left out, what is in force is kept. **Another flow " +
        "replaces the allocation, and its number is released.**",
    ),
    data: computed("The call flow, where one was given."),
  },
  deletion_policy: {
    ours: "deletionPolicy",
    kind: "text",
    effect: "records",
    whenAbsent: { kind: "default", value: "deallocate" },
    told: false,
    adopted: false,
    shown: true,
    allocation: optionalComputed(
      "What a destroy does: `deallocate` gives the allocation up, `abandon` only forgets it. Default: `deallocate`. A " +
        "change requests nothing.",
    ),
  },
  deletion_protection: {
    ours: "deletionProtection",
    kind: "flag",
    effect: "records",
    whenAbsent: { kind: "default", value: false },
    told: false,
    adopted: false,
    shown: true,
    allocation: optionalComputed(
      "Whether destroying and replacing are refused. Default: `false`. A change requests nothing; switch it off and " +
        "apply that before a destroy.",
    ),
  },
  account_sid: {
    ours: "accountSid",
    kind: "text",
    effect: "none",
    whenAbsent: TOLD,
    told: false,
    adopted: false,
    shown: false,
    allocation: ACCOUNT,
    assignment: ACCOUNT,
    data: computed("SID of the account that was read."),
  },
  api_origin: {
    ours: "apiOrigin",
    kind: "text",
    effect: "none",
    whenAbsent: TOLD,
    told: false,
    adopted: false,
    shown: true,
    allocation: API_ORIGIN,
    assignment: API_ORIGIN,
  },
  green_vn: {
    ours: "greenVn",
    kind: "number",
    effect: "none",
    whenAbsent: TOLD,
    ...known,
    allocation: NUMBER_IN_FORCE,
    assignment: NUMBER_IN_FORCE,
    data: NUMBER_IN_FORCE,
  },
  state: {
    ours: "state",
    kind: "text",
    effect: "none",
    whenAbsent: TOLD,
    ...known,
    allocation: STATE,
    assignment: STATE,
    data: STATE,
  },
} as const satisfies AttributeRows;

export type AttributeName = keyof typeof ATTRIBUTES;

/** The names that stand in a place. */
export type NameIn<P extends Place> = NamesIn<typeof ATTRIBUTES, P>;

/** What `greenvn_allocation`, `greenvn_assignment` or the data source holds, by Terraform's names. */
export type StateIn<P extends Place> = ObjectIn<typeof ATTRIBUTES, P>;

/** The names of a place whose change has this effect. */
export type NameByEffect<P extends Place, E extends Effect> = {
  [Name in NameIn<P>]: (typeof ATTRIBUTES)[Name] extends { readonly effect: E } ? Name : never;
}[NameIn<P>];

/** The dotted path of an attribute that holds one value: `preferences.region`. */
export type LeafPath = LeafPathIn<typeof ATTRIBUTES>;

/** The row at such a path. */
export type LeafAt<Path extends LeafPath> = RowAt<typeof ATTRIBUTES, Path>;

export function namesByEffect<P extends Place, E extends Effect>(place: P, effect: E): NameByEffect<P, E>[] {
  const has = (name: NameIn<P>): name is NameByEffect<P, E> => ATTRIBUTES[name].effect === effect;
  return rowsIn(place).flatMap(({ name }) => (has(name) ? [name] : []));
}

/** A row, and what its attribute is called. */
export interface NamedRow<Name extends string = string> {
  readonly name: Name;
  readonly row: AttributeRow;
}

export type RowsIn<P extends Place> = readonly NamedRow<NameIn<P>>[];

/** The rows of a place: `id`, then what is declared, then what is told, each in the order of the table. */
export function rowsIn<P extends Place>(place: P): RowsIn<P> {
  return BY_PLACE[place];
}

function inOrder<P extends Place>(place: P): RowsIn<P> {
  const stands = (named: NamedRow): named is NamedRow<NameIn<P>> => standsIn(named.name, place);
  const rank = ({ name, row }: NamedRow): number => (name === "id" ? 0 : row[place]?.origin === "computed" ? 2 : 1);
  return namedRows(ATTRIBUTES)
    .filter(stands)
    .sort((one, other) => rank(one) - rank(other));
}

/** The rows of a nested attribute, or of the whole table, in its order. */
export function namedRows(rows: AttributeRows): readonly NamedRow[] {
  return Object.entries(rows).map(([name, row]) => ({ name, row }));
}

// Put in order once: a plan of thousands asks for them at each step.
const BY_PLACE: { readonly [P in Place]: RowsIn<P> } = {
  allocation: inOrder("allocation"),
  assignment: inOrder("assignment"),
  data: inOrder("data"),
};

function standsIn<P extends Place>(name: string, place: P): name is NameIn<P> {
  const rows: AttributeRows = ATTRIBUTES;
  return rows[name]?.[place] !== undefined;
}

/** The path in Terraform's names of one in this code's: `["preferences", "numberType"]`. What is no attribute stays. */
export function terraformPath(ours: readonly string[], rows: AttributeRows = ATTRIBUTES): string[] {
  const [first, ...rest] = ours;
  if (first === undefined) return [];
  const [name, row] = Object.entries(rows).find(([, { ours: known }]) => known === first) ?? [first];
  return [name, ...terraformPath(rest, row === undefined || typeof row.kind === "string" ? {} : row.kind)];
}

/** The path in this code's names of one in Terraform's, the other way round. */
export function pathInCode(path: readonly string[], rows: AttributeRows = ATTRIBUTES): string[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  const row = Object.hasOwn(rows, first) ? rows[first] : undefined;
  return [row?.ours ?? first, ...pathInCode(rest, row === undefined || typeof row.kind === "string" ? {} : row.kind)];
}

/** The dotted paths of all attributes that hold one value, those within nested objects too, with their rows. */
export function leavesOf(rows: AttributeRows = ATTRIBUTES): readonly (readonly [path: string, row: AttributeRow])[] {
  return Object.entries(rows).flatMap(([name, row]): (readonly [string, AttributeRow])[] =>
    typeof row.kind === "string"
      ? [[name, row]]
      : leavesOf(row.kind).map(([path, inner]) => [`${name}.${path}`, inner] as const),
  );
}
