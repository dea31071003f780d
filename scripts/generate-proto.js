/**
 * Makes src/plugin/wire/generated/terraform-plugin.ts from src/plugin/wire/terraform-plugin.proto, ahead of time, so
 * that nothing is parsed when the provider starts. pbf makes the code; this adds TypeScript's types.
 *
 *   node scripts/generate-proto.js            writes the file
 *   node scripts/generate-proto.js --print    prints it instead (a test compares)
 */
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { parse } = require("protocol-buffers-schema");

const folder = join(__dirname, "..", "src", "plugin", "wire");
const source = "terraform-plugin.proto";
const target = join(folder, "generated", "terraform-plugin.ts");

const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** snake_case belongs to the wire's own documents: in our code fields are named as all else is. */
function renameFields(message) {
  for (const field of message.fields ?? []) {
    field.name = camelCase(field.name);
    if (field.oneof) field.oneof = camelCase(field.oneof);
  }
  for (const nested of message.messages ?? []) renameFields(nested);
}

const scalars = { string: "string", bytes: "Uint8Array | undefined", bool: "boolean", int64: "number" };

/** Resolves a type's name as protobuf does: from the innermost message outwards. */
function typeOf(name, scope, known) {
  if (name in scalars) return scalars[name];
  for (let depth = scope.length; depth >= 0; depth -= 1) {
    const full = [...scope.slice(0, depth), name].join("");
    if (known.messages.has(full)) return full;
    if (known.enums.has(full)) return "number";
  }
  throw new Error(`${source}: no type ${name} in ${scope.join(".")}`);
}

function collect(message, scope, known) {
  for (const nested of message.messages ?? []) {
    const full = [...scope, nested.name];
    known.messages.set(full.join(""), { message: nested, scope: full });
    collect(nested, full, known);
  }
  for (const one of message.enums ?? []) known.enums.add([...scope, one.name].join(""));
}

function interfaceOf(name, { message, scope }, known) {
  const lines = [];
  const oneofs = new Map();
  for (const field of message.fields) {
    if (field.oneof) oneofs.set(field.oneof, [...(oneofs.get(field.oneof) ?? []), JSON.stringify(field.name)]);
    const isMessage = (type) => known.messages.has(type);
    if (field.type === "map") {
      const value = typeOf(field.map.to, scope, known);
      lines.push(`  ${field.name}: Record<string, ${value}>;`);
    } else {
      const type = typeOf(field.type, scope, known);
      lines.push(`  ${field.name}: ${field.repeated ? `${type}[]` : isMessage(type) ? `${type} | undefined` : type};`);
    }
  }
  for (const [oneof, names] of oneofs) lines.push(`  ${oneof}: ${names.join(" | ")} | undefined;`);
  return lines.length
    ? `export interface ${name} {\n${lines.join("\n")}\n}\n`
    : `export type ${name} = Record<string, never>;\n`;
}

/** The entries of a map are messages of their own in the code that pbf makes. */
function entryInterfaces({ message, scope }, known) {
  return message.fields
    .filter((field) => field.type === "map")
    .map((field) => {
      const value = typeOf(field.map.to, scope, known);
      return `interface ${scope.join("")}_FieldEntry${field.tag} {\n  key: string;\n  value: ${value} | undefined;\n}\n`;
    });
}

function typed(code) {
  return code
    .replace(
      /export function read(\w+)\(pbf, end\) \{\n {4}return pbf\.readFields\((\w+), /g,
      "export function read$1(pbf: Pbf, end?: number): $1 {\n    return pbf.readFields<$1>($2, ",
    )
    .replace(/function read(\w+)Field\(tag, obj, pbf\)/g, "function read$1Field(tag: number, obj: $1, pbf: Pbf): void")
    .replace(/export function write(\w+)\(obj, pbf\)/g, "export function write$1(obj: Init<$1>, pbf: Pbf): void")
    .replace(/export function (read|write)(\w+_FieldEntry\d+)\(/g, "function $1$2(")
    .replace(/const \{key, value\} = (.*?); (obj\.\w+\[key\] = value);/g, "const {key, value} = $1; if (value) $2;")
    .replace(/= (\{[^{}]*\});/g, (whole, literal) => (literal.includes('": ') ? `= ${literal} as const;` : whole));
}

/** A message without fields leaves its parameters unused, which the compiler's settings here refuse. */
function withoutUnused(code) {
  return code
    .replace(
      /(function read\w+Field)\(tag: number, obj: (\w+), pbf: Pbf\): void \{\n\}/g,
      "$1(_tag: number, _obj: $2, _pbf: Pbf): void {\n}",
    )
    .replace(/(function write\w+)\(obj: (Init<\w+>), pbf: Pbf\): void \{\n\}/g, "$1(_obj: $2, _pbf: Pbf): void {\n}");
}

async function generate() {
  const { compileRaw } = await import("pbf/compile");
  const schema = parse(readFileSync(join(folder, source), "utf8"));
  renameFields(schema);
  const known = { messages: new Map(), enums: new Set() };
  collect(schema, [], known);
  const interfaces = [...known.messages].map(([name, entry]) =>
    [interfaceOf(name, entry, known), ...entryInterfaces(entry, known)].join("\n"),
  );
  return [
    `// Generated by scripts/generate-proto.js from ${source}: change that, then generate again.`,
    'import type Pbf from "pbf";',
    "",
    "/** What is written: every field may be left out, and is then what protobuf takes for it. */",
    "export type Init<T> = T extends Uint8Array ? T : T extends readonly (infer E)[] ? readonly Init<E>[] : T extends object ? { readonly [K in keyof T]?: Init<T[K]> | undefined } : T;",
    "",
    interfaces.join("\n"),
    withoutUnused(typed(compileRaw(schema).replace(/^\/\/.*\n\n/, ""))).trimEnd(),
    "",
  ].join("\n");
}

generate().then((text) => {
  if (process.argv.includes("--print")) return void process.stdout.write(text);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
});
