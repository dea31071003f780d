import { Construct } from "constructs";
import { isRecord } from "../../domain/is-record";
import { GreenVnAllocation, type GreenVnAllocationProps } from "../allocation";
import { markPlace } from "../checks/place";
import { isMarked, mark } from "../copies";
import { encodingOf } from "../expressions/tokens";
import { refuseOtherLibrary } from "../library";
import {
  defaultIsOfEach,
  defaultsAreNoObject,
  furtherProblems,
  ignoreIsNoList,
  inDefaults,
  keyIsNoName,
  noSuchRow,
  notAProp,
  propsAreNoObject,
} from "../messages";
import { ALLOCATION_PROPS } from "../props/prop-table";
import { problemOfGiven } from "../props/shapes";
import { nearest, unknownProps } from "../props/unknown-props";
import { constructIdOf, sameKey } from "./keys";
import { nearestKey, readRows, type RowRead } from "./read-rows";

/**
 * One allocation of a fleet: the props of `GreenVnAllocation`, and the key under the name that the fleet says. One that
 * `defaults` gives may be left out.
 */
export type GreenVnFleetRow = Partial<Omit<GreenVnAllocationProps, OneForSeveral>> & {
  readonly [column: string]: unknown;
};

/** What holds for every allocation of a fleet whose row says nothing else. */
export type GreenVnFleetDefaults = Partial<Omit<GreenVnAllocationProps, OneForSeveral | OfEach>>;

type OneForSeveral = "count" | "forEach";
type OfEach = (typeof OF_EACH)[number];

const OF_EACH = ["connectionId", "number", "importFrom"] as const;
const ONE_FOR_SEVERAL = ["count", "forEach"] as const;

/** Many allocations, each a row of a file or of a list. */
export interface GreenVnFleetProps {
  /**
   * The rows: a list of them, or the name of a CSV, JSON or YAML file, as seen from the working directory. The columns
   * are named as the props of `GreenVnAllocation`. A file is data: `${` is refused in it.
   *
   * @example "fleet.csv"
   */
  readonly from: string | readonly GreenVnFleetRow[];

  /**
   * The column, or property, that tells one row from another. **A row of another key is another allocation**: the old
   * one is destroyed, and its number is lost, unless its construct says `moveFromId`.
   *
   * @default "key"
   * @example "driver"
   */
  readonly key?: string | undefined;

  /**
   * Columns that are for people alone.
   *
   * @default - none: a column that is no prop is refused
   * @example ["notes"]
   */
  readonly ignore?: readonly string[] | undefined;

  /**
   * Props for every row that leaves them out, or empty.
   *
   * @default - none
   * @example { usage: "oneway", deletionProtection: true }
   */
  readonly defaults?: GreenVnFleetDefaults | undefined;
}

/** How much is told of one fleet: a file of another kind has a problem in every line. */
const MOST_TOLD = 100;

/**
 * An allocation for each row of a file or of a list. Rows are told apart by their key and never by where they stand: to
 * sort them plans nothing, and to add one plans one. Whatever is wrong is told at synth, all at once, with file, line
 * and column.
 *
 * @example
 * import { App, TerraformStack } from "cdktf";
 * import { GreenVnFleet, GreenvnProvider } from "cdktf-greenvn";
 *
 * const app = new App();
 * const stack = new TerraformStack(app, "numbers");
 * new GreenvnProvider(stack, "greenvn");
 *
 * // Or the name of a file: from: "fleet.csv".
 * const fleet = new GreenVnFleet(stack, "drivers", {
 *   from: [
 *     { key: "pune-day", aPartyNumbers: ["+919876543210"], region: "MH" },
 *     { key: "kochi", aPartyNumbers: ["+919876543211"], region: "KL" },
 *   ],
 *   defaults: { bPartyNumbers: ["+919812345678"], usage: "oneway" },
 * });
 * fleet.get("pune-day").onNumberChange("announce", { command: 'echo "$GREEN_VN"', using: "terraform_data" });
 *
 * app.synth();
 */
export class GreenVnFleet extends Construct {
  /** The allocations by their keys, in the order of the rows. Rows without a right key are not among them. */
  public readonly allocations: ReadonlyMap<string, GreenVnAllocation>;
  private readonly problems: readonly string[];
  private readonly byKey = new Map<string, GreenVnAllocation>();

  /** Whether a value is a fleet's construct, also one of another copy of this package. */
  public static isGreenVnFleet(value: unknown): value is GreenVnFleet {
    return isMarked(value, "GreenVnFleet");
  }

  /**
   * Declares an allocation for each row.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope. With the key it names each allocation, so it stays as it is.
   */
  public constructor(scope: Construct, id: string, props: GreenVnFleetProps) {
    super(scope, id);
    refuseOtherLibrary(this);
    const given = readFleetProps(props);
    const { rows, problems } = readRows(given.from, given);
    this.problems = [...given.problems, ...problems];
    const allocations = new Map<string, GreenVnAllocation>();
    for (const row of rows) {
      const allocation = new RowAllocation(this, constructIdOf(row.key), merged(given.defaults, row.props), row);
      allocations.set(row.key, allocation);
      this.byKey.set(sameKey(row.key), allocation);
    }
    this.allocations = allocations;
    this.node.addValidation({ validate: () => limited(this.problems) });
  }

  /**
   * The allocation of a row. Throws where no row has the key, and names the nearest.
   *
   * @param key As it stands in the row.
   */
  public get(key: string): GreenVnAllocation {
    const found = this.byKey.get(sameKey(String(key)));
    if (found !== undefined) return found;
    throw noSuchRow(this.node.path, key, nearestKey(String(key), this.allocations.keys()), limited(this.problems));
  }
}

mark(GreenVnFleet, "GreenVnFleet");

/** An allocation whose problems are told with the place of what is wrong. */
class RowAllocation extends GreenVnAllocation {
  public constructor(
    scope: Construct,
    id: string,
    props: Readonly<Record<string, unknown>>,
    private readonly row: RowRead,
  ) {
    // What a file gives is checked as what a program without types gives.
    super(scope, id, props as unknown as GreenVnAllocationProps);
    if (row.place !== null) markPlace(this, row.place);
  }

  protected override placed(sentence: string): string {
    const { placed } = this.row;
    return placed === null ? sentence : placed(/^[^:]*/.exec(sentence)?.[0] ?? "", sentence);
  }
}

interface Given {
  readonly from: unknown;
  readonly key: string;
  readonly ignored: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}

const FLEET_PROPS = ["from", "key", "ignore", "defaults"] as const satisfies readonly (keyof GreenVnFleetProps)[];

function readFleetProps(props: unknown): Given {
  if (!isRecord(props)) return { from: [], key: "key", ignored: [], defaults: {}, problems: [propsAreNoObject(props)] };
  const problems = Object.keys(props)
    .filter((name) => props[name] !== undefined && !FLEET_PROPS.some((known) => known === name))
    .map((name) => notAProp(name, nearest(name, FLEET_PROPS), FLEET_PROPS));
  const { from, key = "key", ignore = [], defaults = {} } = props;
  const isName = typeof key === "string" && key.trim() !== "" && encodingOf(key) === null;
  if (!isName) problems.push(keyIsNoName(key));
  const isList = Array.isArray(ignore) && ignore.every((name) => typeof name === "string");
  if (!isList) problems.push(ignoreIsNoList());
  const rightDefaults = readDefaults(defaults, problems);
  return {
    from,
    key: isName ? key : "key",
    ignored: isList ? ignore : [],
    defaults: rightDefaults,
    problems,
  };
}

/** Those that are right in themselves: what is wrong is told once, and not for every row. */
function readDefaults(defaults: unknown, problems: string[]): Readonly<Record<string, unknown>> {
  if (!isRecord(defaults) || Array.isArray(defaults) || encodingOf(defaults) !== null) {
    problems.push(defaultsAreNoObject());
    return {};
  }
  problems.push(...unknownProps(ALLOCATION_PROPS, defaults).map(inDefaults));
  return Object.fromEntries(
    Object.entries(ALLOCATION_PROPS).flatMap(([name, row]) => {
      const value = defaults[name];
      if (value === undefined || value === null) return [];
      if ([...OF_EACH, ...ONE_FOR_SEVERAL].some((one) => one === name)) {
        problems.push(inDefaults(defaultIsOfEach(name)));
        return [];
      }
      const problem = problemOfGiven(name, row, value);
      if (problem !== null) problems.push(inDefaults(problem));
      return problem === null ? [[name, value]] : [];
    }),
  );
}

/** A row's own props over those of all: what it leaves out, or empty, is no value of its own. */
function merged(
  defaults: Readonly<Record<string, unknown>>,
  props: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = Object.entries(props).filter(([, value]) => value !== undefined && value !== null);
  return { ...defaults, ...Object.fromEntries(own) };
}

function limited(problems: readonly string[]): string[] {
  const further = problems.length - MOST_TOLD;
  return further > 0 ? [...problems.slice(0, MOST_TOLD), furtherProblems(further)] : [...problems];
}
