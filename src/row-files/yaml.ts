import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from "yaml";
import { Lines } from "./lines";
import { isEmpty, memberTwice, nestedTooDeeply, noAlias, noScalarKey, notWellFormed, valueTooLong } from "./messages";
import { LONGEST_VALUE, type Place, refusedFile, type RowFile, type RowProblem, type Written } from "./row-file";
import { type Member, rowsOf, type Tree } from "./tree";

/** Rows of a YAML: a list of objects, or an object of them by name. Every number keeps its digits and its sign. */
export function parseYaml(text: string): RowFile {
  const lines = new Lines(text);
  try {
    // Doubled names are found below, where all of them are told.
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0)
      return refusedFile(
        ...faults.map(({ message, pos: [offset] }) => ({
          place: lines.placeOf(offset),
          sentence: notWellFormed("YAML", message),
        })),
      );
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null && !contents.source))
      return refusedFile({ sentence: isEmpty() });
    return rowsOf(new Reader(lines).treeOf(contents));
  } catch (error) {
    if (error instanceof RangeError) return refusedFile({ sentence: nestedTooDeeply() });
    throw error;
  }
}

class Reader {
  private readonly problems: RowProblem[] = [];

  public constructor(private readonly lines: Lines) {}

  public treeOf(node: unknown, place = this.placeOf(node)): Tree {
    const { problems } = this;
    if (isAlias(node) || hasMark(node)) problems.push({ place, sentence: noAlias() });
    if (isSeq(node)) return { kind: "list", place, items: node.items.map((item) => this.treeOf(item)), problems };
    if (isMap(node)) {
      const seen = new Set<string>();
      const members = node.items.flatMap(({ key, value }): Member[] => {
        const at = this.placeOf(key);
        const name = isScalar(key) ? textOf(key) : null;
        if (name === null) problems.push({ place: at, sentence: noScalarKey() });
        if (name === null) return [];
        if (hasMark(key)) problems.push({ place: at, sentence: noAlias() });
        if (seen.has(name)) problems.push({ place: at, sentence: memberTwice(name) });
        seen.add(name);
        return [{ name, place: at, tree: value === null ? nothing(at, problems) : this.treeOf(value) }];
      });
      return { kind: "object", place, members, problems };
    }
    return { kind: "value", place, value: isScalar(node) ? this.scalarOf(node, place) : { kind: "nothing" }, problems };
  }

  private scalarOf(node: Scalar, place: Place): Written {
    const { value } = node;
    const text = textOf(node);
    if (text !== null && text.length > LONGEST_VALUE) {
      this.problems.push({ place, sentence: valueTooLong(LONGEST_VALUE) });
      return { kind: "nothing" };
    }
    if (typeof value === "number" || typeof value === "boolean")
      return { kind: "plain", source: text ?? String(value), value };
    return text === null || value === null ? { kind: "nothing" } : { kind: "text", text };
  }

  private placeOf(node: unknown): Place {
    const [offset = 0] = (node as Partial<Node> | null)?.range ?? [];
    return this.lines.placeOf(offset);
  }
}

function nothing(place: Place, problems: RowProblem[]): Tree {
  return { kind: "value", place, value: { kind: "nothing" }, problems };
}

/** What stands there: `+919876543210` and `007` are numbers to YAML, and would lose what they begin with. */
function textOf({ value, source }: Scalar): string | null {
  if (typeof value === "string") return value;
  return source ?? (typeof value === "number" || typeof value === "boolean" ? String(value) : null);
}

function hasMark(node: unknown): boolean {
  const { anchor, tag } = (node ?? {}) as { readonly anchor?: string; readonly tag?: string };
  return anchor !== undefined || tag !== undefined;
}
