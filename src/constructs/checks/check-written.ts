import { type AttributeRow, isDeclarable, type Place } from "../../domain/attributes/attribute-row";
import { pathInCode, rowsIn, terraformPath } from "../../domain/attributes/attributes";
import { checkDeclaration } from "../../domain/declared/declaration";
import { isRecord } from "../../domain/is-record";
import { expressionsAsUnknown } from "../expressions/resolve";
import { garbledToken, notAnAttribute, wrongValue } from "../messages";
import { type Prop, type PropTable } from "../props/prop-table";
import { holdsGarble, problemOfWritten } from "../props/shapes";
import { nearest } from "../props/unknown-props";

/** What is wrong with one construct, each a sentence that begins with the prop's name. */
export interface Problems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

const META = [
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
] as const;

/**
 * All problems of the literal values at once, as they stand in the JSON: what only Terraform will know passes. Where a
 * prop was refused, nothing is said of what stands in its place.
 */
export function checkWritten(
  table: PropTable,
  place: Exclude<Place, "data">,
  attributes: Values,
  refused: ReadonlySet<string>,
): Problems {
  const wrong = new Map<string, string>();
  const declared = new Map<string, unknown>();
  for (const { prop, row, path, inCode } of attributesOf(table)) {
    const value = expressionsAsUnknown(valueAt(attributes, path));
    const problem = problemOfWritten(prop, row, value);
    if (problem !== null) {
      if (!refused.has(prop)) wrong.set(prop, problem);
    } else if (holdsGarble(value)) wrong.set(prop, garbledToken(prop));
    else if (value !== undefined) declare(declared, inCode, value);
  }
  const problems = checkDeclaration(Object.fromEntries(declared));
  const propOf = (path: readonly string[]) => {
    const attribute = terraformPath(path).join(".");
    return Object.keys(table).find((prop) => table[prop]?.attribute === attribute) ?? path.join(".");
  };
  const sentences = (severity: "error" | "warning") =>
    problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => wrongValue(propOf(problem.path), problem));
  return {
    errors: [
      ...strangers(declarable(rowsIn(place), place), place, attributes),
      ...wrong.values(),
      ...sentences("error"),
    ],
    warnings: sentences("warning"),
  };
}

/** The same for a look-up, whose id is held to the rule for the one that an assignment names. */
export function checkLookedUp(table: PropTable, attributes: Values, refused: ReadonlySet<string>): readonly string[] {
  const { id, ...others } = attributes;
  const { errors } = checkWritten(table, "assignment", { ...pickMeta(others), greenvn_id: id }, refused);
  return [...strangers(declarable(rowsIn("data"), "data"), "data", attributes), ...errors];
}

/** The id of an import is held to that rule too. */
export function checkImportId(id: unknown): string[] {
  const greenvnId = expressionsAsUnknown(id) as string | undefined;
  return checkDeclaration({ greenvnId }).map((problem) => wrongValue("importFrom", problem));
}

function pickMeta(attributes: Values): Values {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => (META as readonly string[]).includes(name)));
}

interface AttributeOfProp {
  readonly prop: string;
  readonly row: Prop;
  readonly path: readonly string[];
  readonly inCode: readonly string[];
}

const known = new WeakMap<PropTable, readonly AttributeOfProp[]>();

// Found out once for each table: a stack of thousands asks for it at each construct.
function attributesOf(table: PropTable): readonly AttributeOfProp[] {
  const found = known.get(table);
  if (found !== undefined) return found;
  const made = Object.entries(table).flatMap(([prop, row]): AttributeOfProp[] => {
    if (row.attribute === null) return [];
    const path = row.attribute.split(".");
    return [{ prop, row, path, inCode: pathInCode(path) }];
  });
  known.set(table, made);
  return made;
}

type Rows = readonly (readonly [string, AttributeRow])[];

const settable = new WeakMap<Rows, ReadonlyMap<string, AttributeRow>>();

function declarable(rows: Rows, place: Place): ReadonlyMap<string, AttributeRow> {
  const found = settable.get(rows);
  if (found !== undefined) return found;
  const made = new Map(rows.filter(([, row]) => isDeclarable(row, place)));
  settable.set(rows, made);
  return made;
}

/** What an override wrote that nobody reads: Terraform drops an unknown member of a nested attribute without a word. */
function strangers(rows: ReadonlyMap<string, AttributeRow>, place: Place, attributes: Values, within = ""): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const row = rows.get(name);
    if (row === undefined) {
      const isMeta = within === "" && (META as readonly string[]).includes(name);
      return isMeta ? [] : [notAnAttribute(`${within}${name}`, nearest(name, [...rows.keys()]))];
    }
    if (typeof row.kind === "string" || !isRecord(value)) return [];
    return strangers(declarable(Object.entries(row.kind), place), place, value, `${within}${name}.`);
  });
}

function valueAt(attributes: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof attributes === "string") return attributes;
  return isRecord(attributes) ? valueAt(attributes[name], rest) : undefined;
}

function declare(declared: Map<string, unknown>, [outer = "", inner]: readonly string[], value: unknown): void {
  const members = declared.get(outer);
  if (inner === undefined) declared.set(outer, value);
  else declared.set(outer, { ...(isRecord(members) ? members : {}), [inner]: value });
}
