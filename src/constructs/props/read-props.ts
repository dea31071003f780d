import { isRecord } from "../../domain/is-record";
import { countAndForEach, missing, propsAreNoObject } from "../messages";
import { type Defined } from "./defined";
import { type Prop, type PropTable } from "./prop-table";
import { problemOfGiven } from "./shapes";
import { unknownProps } from "./unknown-props";

/** The props of a construct, as far as they can be handed on. */
export interface PropsRead<Props> {
  /** Each value as it was given, tokens whole; without what is left out, null or wrong. */
  readonly given: Partial<Defined<Props>>;
  /** What is wrong with the others, each a sentence that begins with the prop's name. */
  readonly problems: readonly string[];
  /** The props that are among the problems: that nothing stands in their place is no problem of its own. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Reads props by their table. Nothing is thrown, whatever they are: what is wrong comes out of the construct tree at
 * synth, with all that is wrong elsewhere.
 */
export function readProps<Props extends object>(table: PropTable, props: Props): PropsRead<Props> {
  const all: unknown = props;
  if (all !== undefined && all !== null && !isRecord(all))
    return { given: {}, problems: [propsAreNoObject(all)], refused: new Set(Object.keys(table)) };
  const values = all ?? {};
  const given: Record<string, unknown> = {};
  const refused = new Map<string, string>();
  // By what is given, and not by the table: most of it is left out, and a stack of thousands asks here for each.
  for (const prop of Object.keys(values)) {
    const row = Object.hasOwn(table, prop) ? table[prop] : undefined;
    if (row === undefined || !isGiven(values[prop])) continue;
    const problem = problemOfGiven(prop, row, values[prop]);
    if (problem === null) given[prop] = values[prop];
    else refused.set(prop, problem);
  }
  for (const { prop, row } of requiredIn(table))
    if (!isGiven(values[prop])) refused.set(prop, missing(prop, row.shape));
  if (given["count"] !== undefined && given["forEach"] !== undefined) {
    refused.set("count", countAndForEach());
    delete given["count"];
  }
  return {
    given: given as Partial<Defined<Props>>,
    problems: [...unknownProps(table, values), ...inOrderOf(table, refused)],
    refused: new Set(refused.keys()),
  };
}

interface Required {
  readonly prop: string;
  readonly row: Prop;
}

const required = new WeakMap<PropTable, readonly Required[]>();

/** The props that must be given. */
export function requiredIn(table: PropTable): readonly Required[] {
  const found =
    required.get(table) ??
    Object.entries(table).flatMap(([prop, row]) => (row.required === true ? [{ prop, row }] : []));
  required.set(table, found);
  return found;
}

/** Sentences by prop, in the order in which the props are spoken of. */
export function inOrderOf(table: PropTable, sentences: ReadonlyMap<string, string>): string[] {
  if (sentences.size < 2) return [...sentences.values()];
  return Object.keys(table).flatMap((prop) => sentences.get(prop) ?? []);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
