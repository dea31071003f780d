import type { Maybe } from "../unknown";

/** Where an attribute can stand: in a resource's schema, or in that of the data source. */
export type Place = "allocation" | "assignment" | "data";

/**
 * What an attribute holds. `number` is a phone number in E.164, `numbers` a set of them, `pins` a set of callers'
 * codes, `write-only pins` a list of them that no state holds, `count` a whole number, `duration` a length such as
 * `30d`.
 */
export type Kind =
  "text" | "flag" | "number" | "numbers" | "pins" | "write-only pins" | "count" | "duration" | "texts by key";

/**
 * What a changed declaration of an attribute leads to: a request for another number (`vn`), a change of the parties
 * (`parties`), another allocation (`replaces`), or a note in state (`records`). `sent`: it leads to nothing by itself, and
 * goes along with a call that another one asks for. `none`: nobody declares it.
 */
export type Effect = "vn" | "parties" | "replaces" | "records" | "sent" | "none";

/**
 * What a plan holds where the configuration is silent. At a creation: null, a default, or what the API will tell;
 * later: null, the same default, or what is there (`kept`).
 */
export type WhenAbsent =
  | { readonly kind: "null" }
  | { readonly kind: "kept" }
  | { readonly kind: "told" }
  | { readonly kind: "default"; readonly value: string | boolean }
  | { readonly kind: "default at creation"; readonly value: string };

/** How a schema shows an attribute: who sets it, and the Markdown that its reader sees. */
export interface Shape {
  readonly origin: "required" | "optional" | "computed" | "optional+computed";
  readonly description: string;
}

/** One attribute: all that is decided about it, once. */
export interface AttributeRow {
  /** Its name in this code, where Terraform's is not spoken. */
  readonly ours: string;
  readonly kind: Kind | { readonly [member: string]: AttributeRow };
  readonly effect: Effect;
  readonly whenAbsent: WhenAbsent;
  /** Whether an answer of the API may tell it. */
  readonly told: boolean;
  /** Whether a fresh import takes it over from the declaration where no answer told it. */
  readonly adopted: boolean;
  /** Whether people may see its value: in a plan, a report, a message. */
  readonly shown: boolean;
  readonly allocation?: Shape;
  readonly assignment?: Shape;
  readonly data?: Shape;
}

export type AttributeRows = { readonly [name: string]: AttributeRow };

/** The names of the rows that stand in a place. */
export type NamesIn<Rows, P extends Place> = {
  [Name in keyof Rows]: Rows[Name] extends { readonly [place in P]: Shape } ? Name : never;
}[keyof Rows];

/** The value of an attribute: it may be unknown while planning, and null where it is not set. */
export type ValueIn<R, P extends Place> = R extends { readonly kind: infer K }
  ? Maybe<K extends Kind ? Plain[K] : ObjectIn<K, P>> | null
  : never;

/** The object of a place, by its Terraform names. */
export type ObjectIn<Rows, P extends Place> = { readonly [Name in NamesIn<Rows, P>]: ValueIn<Rows[Name], P> };

/** The dotted paths of all attributes that hold one value, those within nested objects too: `preferences.region`. */
export type LeafPathIn<Rows> = {
  [Name in keyof Rows & string]: Rows[Name] extends { readonly kind: infer K }
    ? K extends Kind
      ? Name
      : `${Name}.${LeafPathIn<K>}`
    : never;
}[keyof Rows & string];

/** The row at a dotted path. */
export type RowAt<Rows, Path extends string> = Path extends keyof Rows
  ? Rows[Path]
  : Path extends `${infer Name extends keyof Rows & string}.${infer Rest}`
    ? Rows[Name] extends { readonly kind: infer K }
      ? RowAt<K, Rest>
      : never
    : never;

/** Whether a configuration can set it in that place. */
export function isDeclarable(row: AttributeRow, place: Place): boolean {
  const shape = row[place];
  return shape !== undefined && shape.origin !== "computed";
}

interface Plain {
  text: string;
  number: string;
  duration: string;
  flag: boolean;
  numbers: readonly Maybe<string>[];
  pins: readonly Maybe<number>[];
  "write-only pins": readonly (Maybe<number> | null)[];
  count: number;
  "texts by key": Readonly<Record<string, Maybe<string> | null>>;
}
