import { numberHeld } from "../judge/asked";
import type { Count } from "../judge/charges";
import type { DeclaredChange } from "../judge/declared-changes";
import type { Gate } from "../judge/gates";
import type { Judgement } from "../judge/judge";
import type { Row } from "../judge/row";
import { NONE, show, type Shown, shownValue } from "../judge/shown";
import { adviceFor } from "./say/advice";
import { cautionWords } from "./say/caution-words";
import { declaredWords } from "./say/change-words";
import type { Content } from "./say/content";
import { GATE_NAMES, gateWords } from "./say/gate-words";
import { stakeOf } from "./say/report-content";
import { actionWords } from "./say/row-words";
import { UNSEEN } from "./say/visible";
import { id, name, number, type Place, type Quoted, textOf, type Words } from "./say/words";

/** Raised when a member changes its meaning or goes away. */
export const JSON_REPORT_VERSION = 1;

/**
 * The report for machines: docs/plan-report.schema.json describes it. It holds every row, and no value that the other
 * formats would not show.
 */
export function jsonReport(judgement: Judgement, content: Content): string {
  const { plans, rules, verdict } = judgement;
  const value = (word: Quoted) => valueOf(word, rules.mask);
  const text = (words: Words) => plainText(words, rules.mask);
  const plan = (index: number) => text([name(plans[index]?.name ?? "")]);
  const place: Place = (index) => (plans.length > 1 ? [" in ", name(plans[index]?.name ?? "")] : []);
  const at = (one: { readonly plan: number; readonly address: string }) => ({
    plan: plan(one.plan),
    address: text([name(one.address)]),
  });
  const address = (row: Row) => text([name(row.change.address)]);
  const rowAt = (row: Row) => ({ plan: plan(row.plan), address: address(row) });
  const gateOf = (gate: Gate) => ({
    gate: GATE_NAMES[gate.kind],
    passed: gate.passed,
    ...gateWords(gate),
    broken_by: brokenBy(gate, rowAt, at),
    exempt:
      "exempt" in gate ? gate.exempt.map(({ row, reason }) => ({ ...rowAt(row), reason: text([name(reason)]) })) : [],
  });
  const declared = (change: DeclaredChange) => text(declaredWords(change));
  return written({
    report: "greenvn-plan-report",
    version: JSON_REPORT_VERSION,
    passed: judgement.passed,
    complete: verdict.whole === "whole" || verdict.whole === "not told",
    verdict: {
      title: content.verdict.title,
      summary: text(content.verdict.summary),
      notes: content.verdict.notes.map(text),
      commit: optional(verdict.subject.commit, text),
      stack: optional(verdict.subject.stack, text),
      policy: optional(verdict.subject.policy, text),
      sandbox: verdict.sandbox,
      whole: verdict.whole.replace(" ", "_"),
    },
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
        ...rowAt(row),
        previous_address: optional(row.change.previousAddress, text),
        deposed: optional(row.change.deposed, text),
        type: text([name(row.change.type)]),
        actions: row.change.actions.map((action) => text([name(action)])),
        action: text(actionWords(row)),
        stake: stakeOf(row),
        losses: row.losses.map((loss) => ({
          loss: loss.kind,
          certain: loss.kind === "number" ? loss.certain : loss.kind !== "unproven",
          ...(loss.kind === "number" ? { number: value(number(numberHeld(row.asked) ?? NONE)) } : {}),
        })),
        allocation: row.fate.kind,
        previous_allocation: row.fate.kind === "NEW" ? row.fate.old : null,
        ...(row.fate.kind === "UNPROVEN" ? { unproven: row.fate.why } : {}),
        handed_over: row.handedOver,
        id_before: value(id(row.idBefore)),
        id_after: value(id(row.idAfter)),
        number_before: value(number(row.numberBefore)),
        number_after: value(number(row.numberAfter)),
        ...askedFor(row, value),
        charged_calls: callsOf(row.calls),
        declared: row.declared.map(declared),
        import_id: row.change.imports === null ? null : value(id(shownValue(row.change.imports.id))),
        ...(advice === null ? {} : { forced_by: text(advice.forcedBy), keep_the_number: text(advice.keep) }),
      };
    }),
    unchanged: judgement.unchanged,
    invocations: judgement.invocations.map((invocation) => ({
      ...at(invocation),
      type: text([name(invocation.type)]),
      trigger:
        invocation.trigger.kind === "resource"
          ? {
              by: "resource",
              address: text([name(invocation.trigger.address)]),
              event: optional(invocation.trigger.event, text),
            }
          : { by: invocation.trigger.kind },
      allocation_id: value(id(invocation.allocation)),
      number_asked_for: value(number(invocation.asksFor)),
      by_holder: invocation.byHolder,
      unproven: invocation.unproven,
      charged_calls: callsOf(invocation.calls),
    })),
    findings: judgement.cautions.map((caution) => ({
      finding: caution.kind,
      sentence: text(cautionWords(caution, place)),
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
      actions: output.actions.map((action) => text([name(action)])),
      before: shownOutput(output.before, value),
      after: shownOutput(output.after, value),
    })),
    data_sources_read: judgement.dataReads.map(at),
    exempted: judgement.exempted.map(({ row, reason }) => ({ ...rowAt(row), reason: text([name(reason)]) })),
    unmatched_exemptions: judgement.unmatched.map((exemption) => ({
      id: text([id({ kind: "known", text: exemption.id })]),
      address: optional(exemption.address ?? null, text),
      stack: optional(exemption.stack ?? null, text),
      reason: text([name(exemption.reason)]),
    })),
    endpoints: judgement.endpoints.map((endpoint) => ({
      plan: plan(endpoint.plan),
      provider: text([name(endpoint.where)]),
      origin: value(name(endpoint.origin)),
      standing: endpoint.standing.replace(" ", "_"),
    })),
    accounts: judgement.accounts.map(({ plan: index, sid }) => ({ plan: plan(index), account_sid: text([name(sid)]) })),
    not_judged: {
      resources: judgement.foreign,
      strangers: judgement.strangers.map((stranger) => ({
        ...at(stranger),
        provider: text([name(stranger.provider)]),
      })),
      commands: judgement.commands.map((command) => ({
        ...at(command),
        kind: command.kind,
        type: text([name(command.type)]),
        runs: command.runs,
      })),
    },
    plans: plans.map((named, index) => ({
      name: plan(index),
      terraform_version: text([name(named.plan.terraformVersion)]),
      format_version: text([name(named.plan.formatVersion)]),
      errored: named.plan.errored,
      complete: named.plan.complete,
      json_sha256: named.jsonSha256,
      plan_file_sha256: named.planFileSha256,
      plan_file_compared: named.planFileSha256 === null ? null : named.planFileCompared,
    })),
  });
}

type At = { readonly plan: string; readonly address: string | null };

/** Whatever breaks a gate: an object, a provider configuration, or a whole plan. */
function brokenBy(
  gate: Gate,
  rowAt: (row: Row) => At,
  at: (one: { readonly plan: number; readonly address: string }) => At,
): At[] {
  switch (gate.kind) {
    case "whole": {
      const failing = gate.passed ? [] : [...gate.errored, ...gate.withheld];
      const open = gate.allowed === null ? gate.incomplete : [];
      return [...new Set([...failing, ...open])].map((plan) => ({ ...at({ plan, address: "" }), address: null }));
    }
    case "understood":
    case "replace":
    case "delete":
    case "id-change":
    case "number-change":
      return [...gate.rows.map(rowAt), ...gate.invocations.map(at)];
    case "ids":
      return gate.rows.map(rowAt);
    case "strangers":
      return gate.strangers.map(at);
    case "endpoint":
      return gate.endpoints.map(({ plan, where }) => at({ plan, address: where }));
    case "trigger":
      return gate.invocations.map(at);
    case "commands":
      return gate.commands.map(at);
    case "charges":
      return [];
  }
}

/** The number that is asked for, where a plan can not tell which one is granted. */
function askedFor({ change, numberAfter }: Row, value: (word: Quoted) => JsonValue): { number_asked_for?: JsonValue } {
  const pinned = show(change.after, "preferences.greenvn");
  return numberAfter.kind !== "unknown" || pinned.kind === "none" ? {} : { number_asked_for: value(number(pinned)) };
}

function callsOf(calls: Row["calls"]): { readonly call: string; readonly exact: boolean }[] {
  return calls.map(({ operation, certainty }) => ({
    call: operation.replace("-", "_"),
    exact: certainty === "exact",
  }));
}

function countOf({ calls, exact, money }: Count): Count {
  return { calls, exact, money };
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
  return shown === null ? { shown: false } : value(number(shown));
}

function optional(told: string | null, text: (words: Words) => string): string | null {
  return told === null ? null : text([name(told)]);
}

function plainText(words: Words, mask: boolean): string {
  return words
    .map((word) =>
      typeof word === "string" ? word : word.shown.kind === "known" ? textOf(word, mask) : `(${textOf(word, mask)})`,
    )
    .join("");
}

/** As JSON, in which whatever nobody sees stands as an escape: it is read back as it was. */
function written(report: object): string {
  const text = JSON.stringify(report, null, 2).replace(UNSEEN, (character) =>
    character === "\n"
      ? character
      : character
          .split("")
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          .join(""),
  );
  return `${text}\n`;
}
