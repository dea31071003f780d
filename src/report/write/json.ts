import type { Count } from "../judge/charges";
import type { DeclaredChange } from "../judge/declared-changes";
import type { Gate } from "../judge/gates";
import type { Judgement } from "../judge/judge";
import type { Row } from "../judge/row";
import { show, type Shown, shownValue } from "../judge/shown";
import { adviceFor } from "./say/advice";
import { actionWords } from "./say/row-words";
import { cautionWords, declaredWords, GATE_NAMES, gateWords } from "./say/sentences";
import { id, name, number, type Quoted, textOf, type Words } from "./say/words";

/** Raised when a member changes its meaning or goes away. */
export const JSON_REPORT_VERSION = 1;

/** The report for machines. It holds every row, and no value that the Markdown report would not show. */
export function jsonReport(judgement: Judgement): string {
  const { plans, rules } = judgement;
  const value = (word: Quoted) => valueOf(word, rules.mask);
  const text = (words: Words) => plainText(words, rules.mask);
  const plan = (index: number) => text([name(plans[index]?.name ?? "")]);
  const address = (row: Row) => text([name(row.change.address)]);
  const rowsOf = (rows: readonly Row[]) => rows.map((row) => ({ plan: plan(row.plan), address: address(row) }));
  const gateOf = (gate: Gate) => ({
    gate: GATE_NAMES[gate.kind],
    passed: gate.passed,
    ...gateWords(gate),
    broken_by: "rows" in gate ? rowsOf(gate.rows) : [],
    exempt:
      "exempt" in gate
        ? gate.exempt.map(({ row, reason }) => ({
            plan: plan(row.plan),
            address: address(row),
            reason: text([name(reason)]),
          }))
        : [],
  });
  const declared = (change: DeclaredChange) => text(declaredWords(change));
  return `${JSON.stringify(
    {
      report: "greenvn-plan-report",
      version: JSON_REPORT_VERSION,
      passed: judgement.passed,
      complete: judgement.gates.every((gate) => gate.kind !== "whole" || gate.incomplete.length === 0),
      gates: judgement.gates.map(gateOf),
      charged_calls: {
        total: countOf(judgement.charges.total),
        create: countOf(judgement.charges.by.create),
        vn: countOf(judgement.charges.by.vn),
        call_party: countOf(judgement.charges.by["call-party"]),
      },
      resources: judgement.rows.map((row) => {
        const advice = adviceFor(row);
        return {
          plan: plan(row.plan),
          address: address(row),
          previous_address: row.change.previousAddress === null ? null : text([name(row.change.previousAddress)]),
          deposed: row.change.deposed,
          type: row.change.type,
          actions: row.change.actions,
          action: text(actionWords(row)),
          allocation: row.fate.kind,
          previous_allocation: row.fate.kind === "NEW" ? row.fate.old : null,
          ...(row.fate.kind === "UNPROVEN" ? { unproven: row.fate.why } : {}),
          id_before: value(id(row.idBefore)),
          id_after: value(id(row.idAfter)),
          number_before: value(number(row.numberBefore)),
          number_after: value(number(row.numberAfter)),
          ...askedFor(row, value),
          charged_calls: row.calls.map(({ operation, certainty }) => ({
            call: operation.replace("-", "_"),
            exact: certainty === "exact",
          })),
          declared: row.declared.map(declared),
          import_id: row.change.imports === null ? null : value(id(shownValue(row.change.imports.id))),
          ...(advice === null ? {} : { forced_by: text(advice.forcedBy), keep_the_number: text(advice.keep) }),
        };
      }),
      unchanged: judgement.unchanged,
      findings: judgement.cautions.map((caution) => ({
        finding: caution.kind,
        sentence: text(
          cautionWords(caution, (index) => (plans.length > 1 ? [" in ", name(plans[index]?.name ?? "")] : [])),
        ),
      })),
      drift: judgement.drift.map((drift) => ({
        plan: plan(drift.plan),
        address: text([name(drift.change.address)]),
        gone: drift.gone,
        changes: drift.changes.map(declared),
      })),
      outputs: judgement.outputs.map((output) => ({
        plan: plan(output.plan),
        name: text([name(output.name)]),
        actions: output.actions,
        before: shownOutput(output.before, value),
        after: shownOutput(output.after, value),
      })),
      data_sources_read: judgement.dataReads.map((read) => ({
        plan: plan(read.plan),
        address: text([name(read.address)]),
      })),
      plans: plans.map((named, index) => ({
        name: plan(index),
        terraform_version: named.plan.terraformVersion,
        format_version: named.plan.formatVersion,
        errored: named.plan.errored,
        complete: named.plan.complete,
        json_sha256: named.jsonSha256,
        plan_file_sha256: named.planFileSha256,
      })),
    },
    null,
    2,
  )}\n`;
}

/** The number that is asked for, where a plan can not tell which one is granted. */
function askedFor({ change, numberAfter }: Row, value: (word: Quoted) => JsonValue): { number_asked_for?: JsonValue } {
  const pinned = show(change.after, "preferences.greenvn");
  return numberAfter.kind !== "unknown" || pinned.kind === "none" ? {} : { number_asked_for: value(number(pinned)) };
}

function countOf(count: Count): { calls: number; exact: boolean } {
  return { calls: count.calls, exact: count.exact };
}

/** A text; null for none; an object that tells why there is no text. */
type JsonValue = string | null | { readonly known: false } | { readonly sensitive: true };

function valueOf(word: Quoted, mask: boolean): JsonValue {
  switch (word.shown.kind) {
    case "none":
      return null;
    case "unknown":
      return { known: false };
    case "sensitive":
      return { sensitive: true };
    case "known":
      return textOf(word, mask);
  }
}

function shownOutput(shown: Shown | null, value: (word: Quoted) => JsonValue): JsonValue | { readonly shown: false } {
  return shown === null ? { shown: false } : value({ kind: "number", shown });
}

function plainText(words: Words, mask: boolean): string {
  return words
    .map((word) =>
      typeof word === "string" ? word : word.shown.kind === "known" ? textOf(word, mask) : `(${textOf(word, mask)})`,
    )
    .join("");
}
