import { isDeclarable, type Place } from "../../domain/attributes/attribute-row";
import { type NamedRow, namedRows, rowsIn, terraformPath } from "../../domain/attributes/attributes";
import { checkDeclaration } from "../../domain/declared/declaration";
import { isRecord } from "../../domain/is-record";
import { expressionsAsUnknown } from "../expressions/resolve";
import { garbledToken, missing, notAnAttribute, wrongValue } from "../messages";
import { attributesOf as attributesSetBy, type Prop, type PropTable } from "../props/prop-table";
import { inOrderOf, requiredIn } from "../props/read-props";
import { holdsGarble, problemOfWritten } from "../props/shapes";
import { nearest } from "../props/unknown-props";

/** What is wrong with one construct, each a sentence that begins with the prop's name. */
export interface Problems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

const META = new Set([
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);

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
  const declared: Record<string, unknown> = {};
  const strangers: string[] = [];
  const known = knownAttributes(table, place);
  // By what is written, and not by the table: most of it is left out, and a stack of thousands asks here for each.
  for (const name of Object.keys(attributes)) {
    const attribute = known.get(name);
    const value = attributes[name];
    if (value === undefined) continue;
    if (attribute === undefined) {
      if (!META.has(name)) strangers.push(notAnAttribute(name, nearest(name, [...known.keys()])));
    } else if (attribute.members === null || !isRecord(value)) judge(attribute, value, declared, wrong);
    else declared[attribute.inCode] = judgeMembers(attribute.members, name, value, wrong, strangers);
  }
  for (const { prop, row } of requiredIn(table))
    if (row.attribute !== null && attributes[row.attribute] === undefined && !refused.has(prop))
      wrong.set(prop, missing(prop, row.shape));
  const problems = checkDeclaration(declared);
  const sentences = (severity: "error" | "warning") =>
    problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => wrongValue(propOf(table, problem.path), problem));
  return {
    errors: [...strangers, ...inOrderOf(table, wrong), ...sentences("error")],
    warnings: sentences("warning"),
  };
}

function propOf(table: PropTable, path: readonly string[]): string {
  const attribute = terraformPath(path).join(".");
  return Object.entries(table).find(([, row]) => attributesSetBy(row).includes(attribute))?.[0] ?? path.join(".");
}

/** The same for a look-up, whose id is held to the rule for the one that an assignment names. */
export function checkLookedUp(table: PropTable, attributes: Values, refused: ReadonlySet<string>): readonly string[] {
  const { id, ...others } = attributes;
  return checkWritten(table, "assignment", { ...others, greenvn_id: id }, refused).errors;
}

/** The id of an import is held to that rule too. */
export function checkImportId(id: unknown): string[] {
  if (id === undefined) return [];
  const greenvnId = expressionsAsUnknown(id) as string;
  return checkDeclaration({ greenvnId }).map((problem) => wrongValue("importFrom", problem));
}

/** One attribute that can be set, as it is known in the JSON. */
interface KnownAttribute {
  readonly inCode: string;
  /** The prop that sets it, and its row; null where no prop does. */
  readonly set: { readonly prop: string; readonly row: Prop } | null;
  /** The members of a nested attribute, by Terraform's names. */
  readonly members: KnownAttributes | null;
}

type KnownAttributes = ReadonlyMap<string, KnownAttribute>;

const found = new WeakMap<PropTable, KnownAttributes>();

function knownAttributes(table: PropTable, place: Place): KnownAttributes {
  const known = found.get(table) ?? attributesOf(table, place, rowsIn(place), "");
  found.set(table, known);
  return known;
}

function attributesOf(table: PropTable, place: Place, rows: readonly NamedRow[], within: string): KnownAttributes {
  const setBy = (attribute: string) => {
    const [prop, row] = Object.entries(table).find(([, set]) => attributesSetBy(set).includes(attribute)) ?? [];
    return prop === undefined || row === undefined ? null : { prop, row };
  };
  return new Map(
    rows
      .filter(({ row }) => isDeclarable(row, place))
      .map(({ name, row }) => {
        const members =
          typeof row.kind === "string" ? null : attributesOf(table, place, namedRows(row.kind), `${name}.`);
        return [name, { inCode: row.ours, set: setBy(`${within}${name}`), members }];
      }),
  );
}

/** Judges the shape of a value, and declares to the rules what they may see of it. */
function judge(
  { inCode, set }: KnownAttribute,
  written: unknown,
  declared: Record<string, unknown>,
  wrong: Map<string, string>,
): void {
  const value = expressionsAsUnknown(written);
  const problem = set === null ? null : problemOfWritten(set.prop, set.row, value);
  if (set !== null && (problem !== null || holdsGarble(value))) wrong.set(set.prop, problem ?? garbledToken(set.prop));
  else declared[inCode] = value;
}

/** Terraform drops an unknown member of a nested attribute without a word. */
function judgeMembers(
  known: KnownAttributes,
  within: string,
  written: Values,
  wrong: Map<string, string>,
  strangers: string[],
): Values {
  const declared: Record<string, unknown> = {};
  for (const name of Object.keys(written)) {
    if (written[name] === undefined) continue;
    const attribute = known.get(name);
    if (attribute === undefined) strangers.push(notAnAttribute(`${within}.${name}`, nearest(name, [...known.keys()])));
    else judge(attribute, written[name], declared, wrong);
  }
  return declared;
}
