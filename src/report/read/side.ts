import type { AttributeRow, ValueIn } from "../../domain/attributes/attribute-row";
import {
  type AttributeName,
  ATTRIBUTES,
  type LeafAt,
  type LeafPath,
  leavesOf,
  type StateIn,
} from "../../domain/attributes/attributes";
import type { ResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";

/** Where the attributes of a resource stand in the table. */
export const PLACE_OF = {
  greenvn_allocation: "allocation",
  greenvn_assignment: "assignment",
} as const satisfies Readonly<Record<ResourceType, string>>;

type Rows = typeof ATTRIBUTES;

/** What nobody may see, and no decision asks about; and what no plan holds. */
type Unread = {
  [Name in AttributeName]: Rows[Name] extends { readonly shown: false; readonly effect: "none" | "sent" }
    ? Name
    : never;
}[AttributeName];

/**
 * One side of a change, of whatever resource: what its type does not have is null. These attributes and no others are
 * read, so no other can be printed.
 */
export interface Side
  extends Omit<StateIn<"allocation">, Unread>, Omit<StateIn<"assignment">, keyof StateIn<"allocation">> {
  /** Dotted paths of what may not be printed. */
  readonly sensitive: ReadonlySet<string>;
}

/** The rows that are read, by Terraform's names. */
export const SIDE_ROWS: readonly (readonly [name: string, row: AttributeRow])[] = Object.entries<AttributeRow>(
  ATTRIBUTES,
).filter(([, { shown, effect }]) => shown || (effect !== "none" && effect !== "sent"));

interface LeafOf<Path extends LeafPath, Name extends AttributeName> {
  /** Dotted, as in the schema: `preferences.region`. */
  readonly path: Path;
  readonly kind: LeafAt<Path>["kind"];
  /** The attribute that holds it, or that it is, and what a change of that one leads to. */
  readonly name: Name;
  readonly effect: Rows[Name]["effect"];
  /** The row of that attribute. */
  readonly row: AttributeRow;
}

/** An attribute of a side that holds one value: a switch over `kind` narrows the path. */
export type SideLeaf = {
  [Path in LeafPath]: Path extends Unread
    ? never
    : Path extends AttributeName
      ? LeafOf<Path, Path>
      : Path extends `${infer Name extends AttributeName}.${string}`
        ? LeafOf<Path, Name>
        : never;
}[LeafPath];

export type SidePath = SideLeaf["path"];

/** All of them, in the order of the table. */
export const SIDE_LEAVES: readonly SideLeaf[] = SIDE_ROWS.flatMap(([name, row]) =>
  // The rows make the type, too.
  leavesOf({ [name]: row }).map(([path, { kind }]) => ({ path, kind, name, effect: row.effect, row }) as SideLeaf),
);

/** The value at a path; that of what is within an object which is null, or not known yet, is the object's. */
export function valueAt<Path extends SidePath>(side: Side, path: Path): ValueIn<LeafAt<Path>, "allocation"> {
  const value = path.split(".").reduce<unknown>((here, name) => (isRecord(here) ? here[name] : here), side);
  return value as ValueIn<LeafAt<Path>, "allocation">;
}
