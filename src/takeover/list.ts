import path from "node:path";
import { csvRecords } from "../row-files/csv";
import { inFile } from "../row-files/messages";
import { readText } from "../row-files/read-text";
import { doubled, entryOf, idIsMissing, idIsNoId, lineOf, listIsEmpty, noListInJson, tooManyCells } from "./messages";

/** One allocation of the list. */
export interface Listed {
  readonly id: string;
  readonly name: string | null;
  /** `line 3`, or `entry 3`. */
  readonly where: string;
}

export type ListRead =
  | { readonly kind: "list"; readonly listed: readonly Listed[]; readonly doubled: readonly string[] }
  /** Sentences: nothing is asked of the API then. */
  | { readonly kind: "refused"; readonly problems: readonly string[] };

/** How the columns or members may be called. */
const ID_NAMES = ["id", "greenvn_id", "allocation_id", "greenvnid", "allocationid"];
const NAME_NAMES = ["name", "key"];

/** What an id may be made of: whatever else there is could lead a request to another place. */
const ID = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._~:@+=-]{0,199}$/;

/** Reads a list of ids, with names or without: a JSON where the name says so, otherwise a CSV or one id a line. */
export function readList(file: string, name: string): ListRead {
  const read = readText(file);
  if (read.kind === "refused") return { kind: "refused", problems: [inFile(name, read.problem)] };
  const entries = path.extname(file).toLowerCase() === ".json" ? entriesOfJson(read.text) : entriesOfCsv(read.text);
  if (typeof entries === "string") return { kind: "refused", problems: [inFile(name, { sentence: entries })] };
  const problems = entries.flatMap(({ where, id, problem }) => {
    const why = problem ?? problemOfId(id);
    return why === null ? [] : [`${name}, ${where}: ${why}`];
  });
  if (problems.length > 0) return { kind: "refused", problems };
  if (entries.length === 0) return { kind: "refused", problems: [inFile(name, { sentence: listIsEmpty() })] };
  const first = new Map<string, Listed>();
  const twice: string[] = [];
  for (const { id, name: called, where } of entries) {
    const other = first.get(String(id));
    if (other === undefined) first.set(String(id), { id: String(id), name: called, where });
    else twice.push(`${name}, ${where}: ${doubled(String(id), other.where)}`);
  }
  return { kind: "list", listed: [...first.values()], doubled: twice };
}

interface Entry {
  readonly where: string;
  readonly id: unknown;
  readonly name: string | null;
  readonly problem?: string;
}

function problemOfId(id: unknown): string | null {
  if (id === undefined || id === null || id === "") return idIsMissing();
  return typeof id === "string" && ID.test(id) ? null : idIsNoId(id);
}

function entriesOfCsv(text: string): readonly Entry[] | string {
  const read = csvRecords(text);
  if (read.kind === "refused") return read.problem.sentence;
  const [first, ...others] = read.records;
  const columns = first?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const at = columns.findIndex((column) => ID_NAMES.includes(column));
  const records = at >= 0 ? others : read.records;
  const nameAt = at >= 0 ? columns.findIndex((column) => NAME_NAMES.includes(column)) : 1;
  return records.map(({ line, cells }): Entry => {
    const entry = { where: lineOf(line), id: cells[Math.max(at, 0)], name: cells[nameAt] || null };
    const most = at >= 0 ? columns.length : 2;
    return cells.length > most ? { ...entry, problem: tooManyCells(cells.length, most) } : entry;
  });
}

function entriesOfJson(text: string): readonly Entry[] | string {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return noListInJson();
  }
  if (!Array.isArray(list)) return noListInJson();
  return list.map((entry: unknown, at): Entry => {
    const where = entryOf(at + 1);
    if (typeof entry !== "object" || entry === null) return { where, id: entry, name: null };
    const members = new Map(Object.entries(entry).map(([member, value]) => [member.toLowerCase(), value as unknown]));
    const pick = (names: readonly string[]) => names.map((one) => members.get(one)).find((one) => one !== undefined);
    const name = pick(NAME_NAMES);
    return { where, id: pick(ID_NAMES), name: typeof name === "string" && name !== "" ? name : null };
  });
}
