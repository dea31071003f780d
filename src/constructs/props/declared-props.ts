import { type LeafPath, leavesOf } from "../../domain/attributes/attributes";
import { type ResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import { withoutWorkspace } from "../names/workspace";
import { type Prop, type PropTable } from "./prop-table";

/** A resource as its props would have it; what is secret is not among them. */
export type Declared = Readonly<Record<string, unknown>>;

/** The resources of a type in a stack's JSON, by their names, in the words of their props. */
export function declaredIn(json: unknown, type: ResourceType, table: PropTable): Map<string, Declared> {
  const all = isRecord(json) && isRecord(json["resource"]) ? json["resource"][type] : undefined;
  const compared = Object.entries(table).filter(([, { secret }]) => secret !== true);
  return new Map(
    Object.entries(isRecord(all) ? all : {}).map(([name, written]) => [
      name,
      Object.fromEntries(
        compared.flatMap(([prop, row]) => (row.attribute === null ? [] : [[prop, valueOf(row, written)]])),
      ),
    ]),
  );
}

/** Whether a resource is as expected; what is left out may be anything. */
export function isAsExpected(declared: Declared, expected: object): boolean {
  return Object.entries(expected).every(([member, value]) => inOrder(declared[member]) === inOrder(value));
}

/** What a prop is in the JSON: its attribute's default where nothing is written. */
function valueOf(prop: Extract<Prop, { readonly attribute: LeafPath }>, written: unknown): unknown {
  const value = prop.attribute
    .split(".")
    .reduce<unknown>((here, name) => (isRecord(here) ? here[name] : undefined), written);
  const whenAbsent = WHEN_ABSENT.get(prop.attribute);
  return withoutWorkspace(value) ?? (whenAbsent?.kind === "default" ? whenAbsent.value : undefined);
}

const WHEN_ABSENT = new Map(leavesOf().map(([path, row]) => [path, row.whenAbsent]));

// Parties are sets and triggers a map: their order means nothing.
function inOrder(value: unknown): string | undefined {
  if (Array.isArray(value)) return JSON.stringify([...(value as unknown[])].sort());
  return JSON.stringify(isRecord(value) ? Object.entries(value).sort() : value);
}
