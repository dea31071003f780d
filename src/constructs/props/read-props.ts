import { isRecord } from "../../domain/is-record";
import { countAndForEach, propsAreNoObject } from "../messages";
import { type Defined } from "./defined";
import { type PropTable } from "./prop-table";
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
  const refused = new Map<string, string>();
  for (const prop in table) {
    const row = table[prop];
    if (row === undefined || (row.required !== true && !isGiven(values[prop]))) continue;
    const problem = problemOfGiven(prop, row, values[prop]);
    if (problem !== null) refused.set(prop, problem);
  }
  if (isGiven(values["count"]) && isGiven(values["forEach"]) && "count" in table)
    refused.set("count", countAndForEach());
  const given: Record<string, unknown> = {};
  for (const prop of Object.keys(values))
    if (isGiven(values[prop]) && Object.hasOwn(table, prop) && !refused.has(prop)) given[prop] = values[prop];
  return {
    given: given as Partial<Defined<Props>>,
    problems: [...unknownProps(table, values), ...refused.values()],
    refused: new Set(refused.keys()),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
