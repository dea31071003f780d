import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { Lines } from "./lines";
import { isEmpty, memberTwice, nestedTooDeeply, notWellFormed, valueTooLong } from "./messages";
import { LONGEST_VALUE, refusedFile, type RowFile, type RowProblem, type Written } from "./row-file";
import { type Member, rowsOf, type Tree } from "./tree";

/** Rows of a JSON: a list of objects, or an object of them by name. Every number keeps its digits. */
export function parseJson(text: string): RowFile {
  if (text.trim() === "") return refusedFile({ sentence: isEmpty() });
  const lines = new Lines(text);
  try {
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    if (errors.length > 0 || root === undefined)
      return refusedFile(
        ...errors.map(({ error, offset }) => ({
          place: lines.placeOf(offset),
          sentence: notWellFormed("JSON", printParseErrorCode(error)),
        })),
      );
    return rowsOf(treeOf(root, text, lines, []));
  } catch (error) {
    if (error instanceof RangeError) return refusedFile({ sentence: nestedTooDeeply() });
    throw error;
  }
}

function treeOf(node: Node, text: string, lines: Lines, problems: RowProblem[]): Tree {
  const { children = [], offset } = node;
  const place = lines.placeOf(offset);
  switch (node.type) {
    case "object":
      return {
        kind: "object",
        place,
        members: membersOf(children, text, lines, problems),
        problems,
      };
    case "array":
      return { kind: "list", place, items: children.map((child) => treeOf(child, text, lines, problems)), problems };
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "property":
      return { kind: "value", place, value: scalarOf(node, text, place, problems), problems };
  }
}

function membersOf(children: readonly Node[], text: string, lines: Lines, problems: RowProblem[]): Member[] {
  const seen = new Set<string>();
  return children.flatMap(({ children: [name, value] = [] }) => {
    if (name === undefined || value === undefined) return [];
    const place = lines.placeOf(name.offset);
    const called = String(name.value);
    if (seen.has(called)) problems.push({ place, sentence: memberTwice(called) });
    seen.add(called);
    return [{ name: called, place, tree: treeOf(value, text, lines, problems) }];
  });
}

function scalarOf(node: Node, text: string, place: RowProblem["place"], problems: RowProblem[]): Written {
  const value: unknown = node.value;
  if (typeof value === "string") {
    if (value.length <= LONGEST_VALUE) return { kind: "text", text: value };
    problems.push({ ...(place === undefined ? {} : { place }), sentence: valueTooLong(LONGEST_VALUE) });
    return { kind: "nothing" };
  }
  if (typeof value !== "number" && typeof value !== "boolean") return { kind: "nothing" };
  return { kind: "plain", source: text.slice(node.offset, node.offset + node.length), value };
}
