import {
  type Attribute,
  attribute,
  computed,
  type ObjectOf,
  optional,
  optionalComputed,
  required,
  type Schema,
  type StateOf,
} from "../../../../src/plugin/sdk/schema";
import { type Maybe, UNKNOWN, type Unknown, type Value } from "../../../../src/plugin/sdk/value";

/** Compiles only where both are the same type. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <_T extends true>(): void => undefined;

const schema = {
  version: 1,
  description: "A thing.",
  attributes: {
    id: computed.string("Its name."),
    size: required.number("How large."),
    ready: optionalComputed.bool("Whether it is.", { sensitive: true }),
    ports: optional.set("number", "Where it listens."),
    rows: optional.list({ list: "string" }, "Rows of words."),
    tags: optional.map("string", "Any words."),
    place: optional.nested({ region: required.string("Where."), floor: optional.number("How high.") }, "Its place."),
  },
} satisfies Schema;

test("a schema gives its state's type", () => {
  interface Expected {
    readonly id: Maybe<string> | null;
    readonly size: Maybe<number> | null;
    readonly ready: Maybe<boolean> | null;
    readonly ports: Maybe<readonly Maybe<number>[]> | null;
    readonly rows: Maybe<readonly Maybe<readonly Maybe<string>[]>[]> | null;
    readonly tags: Maybe<Readonly<Record<string, Maybe<string> | null>>> | null;
    readonly place: Maybe<{ readonly region: Maybe<string> | null; readonly floor: Maybe<number> | null }> | null;
  }
  type State = StateOf<typeof schema>;
  isTrue<Equal<{ [K in keyof State]: State[K] }, { [K in keyof Expected]: Expected[K] }>>();
  const state: State = { id: null, size: 1, ready: true, ports: [1], rows: [["a"]], tags: { a: null }, place: null };
  const expected: Expected = state;
  expect(Object.keys(expected)).toEqual(Object.keys(schema.attributes));
});

test("an author names what is unknown by a symbol of its own", () => {
  const LATER: unique symbol = Symbol.for("terraform.value.unknown");
  type Later = typeof LATER;
  expect(LATER).toBe(UNKNOWN);
  isTrue<Equal<StateOf<typeof schema, Later>["id"], string | Later | null>>();
  isTrue<Equal<StateOf<typeof schema, Later>["ports"], readonly (number | Later)[] | Later | null>>();
  isTrue<
    Equal<ObjectOf<{ readonly a: Attribute<"optional", "bool"> }, Later>, { readonly a: boolean | Later | null }>
  >();
});

test("a schema whose types were forgotten has any values", () => {
  isTrue<Equal<StateOf<Schema>, { readonly [name: string]: Value | Unknown | null }>>();
  const forgotten: Schema = schema;
  expect(forgotten.attributes["id"]).toBe(schema.attributes.id);
});

test.each<[string, Attribute, Attribute]>([
  ["string", required.string("d"), { origin: "required", type: "string", description: "d" }],
  ["number", optional.number("d"), { origin: "optional", type: "number", description: "d" }],
  ["bool", computed.bool("d"), { origin: "computed", type: "bool", description: "d" }],
  ["list", optional.list("string", "d"), { origin: "optional", type: { list: "string" }, description: "d" }],
  [
    "set",
    optionalComputed.set("number", "d", { sensitive: true }),
    { origin: "optional+computed", type: { set: "number" }, description: "d", sensitive: true },
  ],
  ["map", optional.map("bool", "d"), { origin: "optional", type: { map: "bool" }, description: "d" }],
  [
    "nested",
    optional.nested({ a: required.string("e") }, "d"),
    {
      origin: "optional",
      type: { nested: { a: { origin: "required", type: "string", description: "e" } } },
      description: "d",
    },
  ],
])("%s: no more than was said of it", (_what, made, expected) => expect(made).toStrictEqual(expected));

test("rows of a table become attributes that keep their types", () => {
  const types = { string: "string", "set of number": { set: "number" } } as const;
  const rows = {
    name: { kind: "string", origin: "required", description: "d" },
    pins: { kind: "set of number", origin: "optional+computed", description: "d", sensitive: true },
  } as const;
  const attributes = {
    name: attribute(rows.name.origin, types[rows.name.kind], rows.name.description),
    pins: attribute(rows.pins.origin, types[rows.pins.kind], rows.pins.description, { sensitive: true }),
  };
  isTrue<Equal<typeof attributes.name, Attribute<"required", "string">>>();
  isTrue<Equal<typeof attributes.pins, Attribute<"optional+computed", { readonly set: "number" }>>>();
  isTrue<Equal<ObjectOf<typeof attributes>["pins"], Maybe<readonly Maybe<number>[]> | null>>();
  expect(attributes).toStrictEqual({
    name: { origin: "required", type: "string", description: "d" },
    pins: { origin: "optional+computed", type: { set: "number" }, description: "d", sensitive: true },
  });
});
