import { type ArgumentsOf, parameter, providerFunction } from "../../../../src/plugin/sdk/function";

/** Compiles only where both are the same type. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <_T extends true>(): void => undefined;

const parameters = [
  parameter.string("text", "A text."),
  parameter.number("size", "A number, or none.", { allowsNull: true }),
  parameter.of({ map: "bool" }, "flags", "Flags."),
] as const;

test("parameters give the types of a function's arguments", () => {
  isTrue<Equal<ArgumentsOf<typeof parameters>[0], string>>();
  isTrue<Equal<ArgumentsOf<typeof parameters>[1], number | null>>();
  const made = providerFunction({
    name: "words",
    summary: "",
    description: "",
    parameters,
    variadic: parameter.bool("more", "More."),
    returns: { list: "string" },
    call([text, size, flags, ...more]) {
      isTrue<Equal<typeof flags, Readonly<Record<string, boolean | null>>>>();
      isTrue<Equal<typeof more, boolean[]>>();
      return { kind: "result", value: [text, String(size), ...Object.keys(flags), ...more.map(String)] };
    },
  });
  expect(made.call(["a", 1, { b: true }, false])).toEqual({ kind: "result", value: ["a", "1", "b", "false"] });
});
