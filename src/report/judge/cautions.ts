import { normalizeNumber, samePhoneNumber } from "../../domain/phone-number";
import { isUnknown } from "../../domain/unknown";
import type { Plan } from "../read/plan";
import type { Side } from "../read/side";
import type { Row } from "./row";
import { show, type Shown } from "./shown";

/** What no single row shows: something that a reviewer should know before approving. It fails no gate. */
export type Caution =
  /** `by`: what both have in common, strongest first. */
  | {
      readonly kind: "looks-moved";
      readonly by: "id" | "number" | "connection_id" | "parties";
      readonly shared: Shown;
      readonly from: Row;
      readonly to: Row;
    }
  | { readonly kind: "held-and-pinned"; readonly number: Shown; readonly holder: Row; readonly pinner: Row }
  /** An allocation and an assignment of it, or two such, each ask for another number: all but one are paid in vain. */
  | { readonly kind: "number-changed-twice"; readonly allocation: Shown; readonly rows: readonly Row[] }
  | {
      readonly kind: "literal-token";
      readonly plan: number;
      /** The key of the provider configuration. */
      readonly where: string;
      /** The variable whose default holds it; null where it is written in the provider configuration itself. */
      readonly variable: string | null;
    }
  /** The run may be pointed at another API than the one that holds its allocations. */
  | { readonly kind: "origin-change-allowed"; readonly plan: number; readonly where: string }
  /** Keys of `preferences` that Terraform drops without a word. */
  | {
      readonly kind: "unknown-preferences";
      readonly plan: number;
      readonly address: string;
      readonly keys: readonly string[];
    }
  /** An output that holds the time of planning: no two plans are ever the same. */
  | { readonly kind: "time-in-output"; readonly plan: number; readonly name: string };

type LooksMoved = Caution & { readonly kind: "looks-moved" };
type HeldAndPinned = Caution & { readonly kind: "held-and-pinned" };

/** All cautions over all plans, worst first. */
export function reviewerCautions(plans: readonly Plan[], rows: readonly Row[]): Caution[] {
  const moves = undeclaredMoves(rows);
  const movedTo = new Map(moves.map(({ from, to }) => [from, to]));
  const ofEach = (of: (plan: Plan, index: number) => readonly Caution[]) => plans.flatMap(of);
  return [
    ...ofEach(({ literalTokens }, plan) => literalTokens.map((token) => ({ kind: "literal-token", plan, ...token }))),
    ...moves,
    ...numbersChangedTwice(rows),
    ...numbersWantedTwice(rows).filter(({ holder, pinner }) => movedTo.get(holder) !== pinner),
    ...ofEach(({ unknownPreferences }, plan) =>
      unknownPreferences.map((unknown) => ({ kind: "unknown-preferences", plan, ...unknown })),
    ),
    ...ofEach(({ providers }, plan) =>
      providers.flatMap(({ key, allowsOriginChange }) =>
        allowsOriginChange ? [{ kind: "origin-change-allowed", plan, where: key }] : [],
      ),
    ),
    ...ofEach(({ timeOutputs }, plan) => timeOutputs.map((name) => ({ kind: "time-in-output", plan, name }))),
  ];
}

/** Objects of one allocation that each ask for another number of it. */
function numbersChangedTwice(rows: readonly Row[]): Caution[] {
  const asking = new Map<string, Row[]>();
  for (const row of rows) {
    if (!row.losses.some(({ kind }) => kind === "number")) continue;
    const id = knownOrNull(row.asked.id);
    if (id === null) continue;
    const others = asking.get(id);
    if (others === undefined) asking.set(id, [row]);
    else others.push(row);
  }
  return [...asking.values()].flatMap((same): Caution[] => {
    const [first] = same;
    if (first === undefined || same.length < 2) return [];
    const allocation =
      first.asked.held === null ? show(first.change.after, "greenvn_id") : show(first.asked.held, "id");
    return [{ kind: "number-changed-twice", allocation, rows: same }];
  });
}

/** What is given up at one address and made, or imported, at another: Terraform was not told of a rename. */
function undeclaredMoves(rows: readonly Row[]): LooksMoved[] {
  const given = rows.filter(
    (row) => (row.action.kind === "delete" || row.action.kind === "forget") && row.change.deposed === null,
  );
  const taken = rows.filter((row) => row.action.kind === "create" || row.change.imports !== null);
  const found: LooksMoved[] = [];
  const paired = new Set<Row>();
  const pair = (
    by: LooksMoved["by"],
    keyOf: (row: Row, side: Side | null) => readonly (string | null)[],
    shared: (row: Row) => Shown,
  ) => {
    const sources = new Map<string, Row>();
    for (const from of given) {
      if (paired.has(from)) continue;
      for (const key of keyOf(from, from.change.before)) if (key !== null && !sources.has(key)) sources.set(key, from);
    }
    for (const to of taken) {
      if (paired.has(to)) continue;
      const from = keyOf(to, to.change.after)
        .flatMap((key) => (key === null ? [] : [sources.get(key)]))
        .find((row) => row !== undefined && !paired.has(row));
      if (from === undefined || from === to) continue;
      found.push({ kind: "looks-moved", by, shared: shared(from), from, to });
      paired.add(from).add(to);
    }
  };
  pair(
    "id",
    (row, side) => [knownOrNull(side?.id), knownOrNull(side?.greenvn_id), knownOrNull(row.change.imports?.id)],
    (row) => show(row.change.before, "id"),
  );
  pair(
    "number",
    (_row, side) => [normal(knownOrNull(side?.green_vn)), normal(pinned(side))],
    (row) => show(row.change.before, "green_vn"),
  );
  pair(
    "connection_id",
    (_row, side) => [knownOrNull(side?.connection_id)],
    (row) => show(row.change.before, "connection_id"),
  );
  pair(
    "parties",
    (_row, side) => [parties(side)],
    () => ({ kind: "none" }),
  );
  return found;
}

/** A number that one object holds as the plan begins, and that a changed declaration of another asks for. */
function numbersWantedTwice(rows: readonly Row[]): HeldAndPinned[] {
  const holders = new Map<string, Row[]>();
  for (const row of rows) {
    const key = tail(knownOrNull(row.change.before?.green_vn));
    if (key === null) continue;
    const others = holders.get(key);
    if (others === undefined) holders.set(key, [row]);
    else others.push(row);
  }
  return rows.flatMap((pinner) => {
    const wanted = pinned(pinner.change.after);
    if (wanted === null || isSame(wanted, pinner)) return [];
    const holder = holders
      .get(tail(wanted) ?? "")
      ?.find(
        (row) =>
          row !== pinner &&
          (isChanged(row) || isChanged(pinner)) &&
          isSame(wanted, row) &&
          !isOneAllocation(row, pinner),
      );
    return holder === undefined
      ? []
      : [{ kind: "held-and-pinned", number: show(holder.change.before, "green_vn"), holder, pinner }];
  });
}

function isChanged(row: Row): boolean {
  return row.action.kind !== "no-op";
}

function isSame(wanted: string, row: Row): boolean {
  const held = knownOrNull(row.change.before?.green_vn);
  return held !== null && samePhoneNumber(wanted, held);
}

/** An allocation and its assignment hold one number between them. */
function isOneAllocation(one: Row, other: Row): boolean {
  const id = knownOrNull(one.change.before?.id);
  return (
    id !== null &&
    [
      knownOrNull(other.change.before?.id),
      knownOrNull(other.change.after?.greenvn_id),
      knownOrNull(other.change.after?.id),
    ].includes(id)
  );
}

function pinned(side: Side | null | undefined): string | null {
  if (side === null || side === undefined || isUnknown(side.preferences)) return null;
  return knownOrNull(side.preferences?.greenvn);
}

function parties(side: Side | null): string | null {
  const text = (numbers: Side["aparty_numbers"] | undefined) => {
    if (
      numbers === null ||
      numbers === undefined ||
      isUnknown(numbers) ||
      numbers.length === 0 ||
      numbers.some(isUnknown)
    )
      return null;
    return [...numbers].sort().join(",");
  };
  const [aparty, bparty] = [text(side?.aparty_numbers), text(side?.bparty_numbers)];
  return aparty === null || bparty === null ? null : `${aparty}/${bparty}`;
}

function normal(number: string | null): string | null {
  return number === null ? null : normalizeNumber(number);
}

// Enough to find candidates in one look, whatever form a number stands in; `samePhoneNumber` then decides.
function tail(number: string | null): string | null {
  const digits = number?.replace(/\D/g, "") ?? "";
  return digits === "" ? null : digits.slice(-7);
}

function knownOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
