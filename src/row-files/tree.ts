import { holdsNoRow, noRow, noRows } from "./messages";
import { type Field, type Place, type Row, type RowFile, type RowProblem, type Written } from "./row-file";

/** A JSON or YAML as it stands in its file. `problems` is one list for all of it. */
export type Tree = { readonly place: Place; readonly problems: RowProblem[] } & (
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "list"; readonly items: readonly Tree[] }
  | { readonly kind: "value"; readonly value: Written }
);

export interface Member {
  readonly name: string;
  readonly place: Place;
  readonly tree: Tree;
}

/** The rows that a file holds: a list of objects, or an object of them, each by its name. */
export function rowsOf(root: Tree): RowFile {
  const { problems } = root;
  const rows = rowTrees(root).flatMap(({ name, place, tree }): Row[] => {
    if (tree.kind === "object")
      return [{ place, ...(name === undefined ? {} : { name }), fields: tree.members.map(fieldOf) }];
    problems.push({ place: tree.place, sentence: noRow() });
    return [];
  });
  if (root.kind === "value") problems.push({ place: root.place, sentence: noRows() });
  else if (rows.length === 0 && problems.length === 0) problems.push({ sentence: holdsNoRow() });
  return { rows, columns: null, problems };
}

function rowTrees(root: Tree): readonly { readonly name?: string; readonly place: Place; readonly tree: Tree }[] {
  switch (root.kind) {
    case "object":
      return root.members;
    case "list":
      return root.items.map((tree) => ({ place: tree.place, tree }));
    case "value":
      return [];
  }
}

function fieldOf({ name, place, tree }: Member): Field {
  return { name, place, value: writtenOf(tree) };
}

/** A tree without its places. */
export function writtenOf(tree: Tree): Written {
  switch (tree.kind) {
    case "value":
      return tree.value;
    case "list":
      return { kind: "list", items: tree.items.map(writtenOf) };
    case "object":
      return { kind: "map", members: tree.members.map(({ name, tree: value }) => [name, writtenOf(value)]) };
  }
}
