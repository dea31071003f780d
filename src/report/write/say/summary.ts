import type { Endpoint } from "../../judge/endpoint";
import type { Judgement, Verdict as Judged } from "../../judge/judge";
import type { Row } from "../../judge/row";
import type { Rules } from "../../judge/rules";
import { totalWords } from "./charge-words";
import type { Fact, Verdict } from "./content";
import { foreignWords } from "./foreign-words";
import { GATE_NAMES } from "./gate-words";
import { hash, name, type Place, type Quoted, type Words } from "./words";

/** More of one kind are counted, not named: the first screen is short. */
const FIRST_FEW = 3;

export function verdictContent(judgement: Judgement, place: Place): Verdict {
  const { gates, verdict } = judgement;
  const failed = gates.filter((gate) => !gate.passed);
  const lost = lossClauses(judgement);
  const where = { no: "", partly: " (in part a sandbox)", wholly: " (sandbox)" }[verdict.sandbox];
  const incomplete = verdict.whole === "incomplete" ? ["the plan is incomplete"] : [];
  const found = several(judgement.cautions.length, "finding to look at", "findings to look at");
  const but = [...incomplete, ...lost, found].filter((clause) => clause !== "");
  return {
    mood: failed.length > 0 ? "failed" : but.length > 0 ? "warned" : "passed",
    title:
      failed.length > 0
        ? `GreenVN plan: FAILED${where}: ${failed.map((gate) => GATE_NAMES[gate.kind]).join(", ")}`
        : `GreenVN plan: gates passed${where}${but.length === 0 ? "" : `, but ${but.join(", ")}`}`,
    about: facts(judgement),
    summary: summary(judgement),
    notes: [
      ...(failed.length > 0 && found !== "" ? [[`Below the tables: ${found}.`]] : []),
      ...wholeness(verdict),
      ...planFileNotes(judgement, place),
      ...commandNotes(judgement),
      ...sandboxNotes(verdict, judgement, place),
    ],
  };
}

/** Which commit, stack, rules, account and API a report is about. */
function facts({ verdict: { subject }, accounts, endpoints, rules }: Judgement): Fact[] {
  const { commit, stack, policy } = subject;
  const sids = [...new Set(accounts.map(({ sid }) => sid))];
  const origins = [...new Set(endpoints.map(originOf))];
  return [
    ...(commit === null ? [] : [{ label: "commit", value: [commitWord(commit)] }]),
    ...(stack === null ? [] : [{ label: "stack", value: [name(stack)] }]),
    { label: "policy", value: [policy === null ? withoutPolicy(rules) : name(policy)] },
    ...(sids.length === 0 ? [] : [{ label: "account", value: few(sids.map((sid) => [name(sid)])) }]),
    ...(origins.length === 0 ? [] : [{ label: "API", value: few(origins.map(originWords)) }]),
  ];
}

function withoutPolicy({ failOn, maxCharges, allowIncomplete }: Rules): string {
  return (failOn ?? maxCharges ?? allowIncomplete) === null ? "none" : "none, rules by flags";
}

// The digits of a full hash are no phone number.
function commitWord(commit: string): Quoted {
  return /^[\da-f]{40,64}$/.test(commit) ? hash(commit) : name(commit);
}

/** The origin that a configuration writes; "" where it writes none, null where the plan does not tell. */
function originOf({ origin }: Endpoint): string | null {
  if (origin.kind === "none") return "";
  return origin.kind === "known" ? origin.text : null;
}

function originWords(origin: string | null): Words {
  if (origin === null) return ["not told"];
  return origin === "" ? ["as the environment has it"] : [name(origin)];
}

function few(values: readonly Words[]): Words {
  const shown = values.slice(0, FIRST_FEW).flatMap((words, index) => [...(index > 0 ? [", "] : []), ...words]);
  return values.length > FIRST_FEW ? [...shown, ` and ${values.length - FIRST_FEW} more`] : shown;
}

function wholeness({ whole }: Judged): Words[] {
  switch (whole) {
    case "incomplete":
      return [
        [
          "The plan is incomplete: it was targeted, or Terraform put changes off. What it leaves out is not judged here.",
        ],
      ];
    case "not told":
      return [["The plan does not tell whether it is complete: one that was targeted looks like this one."]];
    case "errored":
    case "whole":
      return [];
  }
}

/** Saved plans of which nobody can say whether they are what is judged here. */
function planFileNotes({ plans }: Judgement, place: Place): Words[] {
  return plans.flatMap(({ planFileSha256, planFileCompared }, plan): Words[] =>
    planFileSha256 === null || planFileCompared
      ? []
      : [
          [
            "The plan file",
            ...place(plan),
            " was not compared with the JSON: it is encrypted, or no saved plan. Whether it does what stands here is not known.",
          ],
        ],
  );
}

function sandboxNotes({ sandbox }: Judged, { endpoints }: Judgement, place: Place): Words[] {
  if (sandbox === "no") return [];
  if (sandbox === "wholly")
    return [["Sandbox: the provider is pointed at this machine. What is said of charges and numbers holds for there."]];
  const local = endpoints.filter(({ standing }) => standing === "sandbox");
  return [
    [
      "Sandbox in part: pointed at this machine is ",
      ...few(local.map(({ where, plan }) => [name(where), ...place(plan)])),
      "; the others are not.",
    ],
  ];
}

/** What others change and run: nothing that is said here is about them. */
function commandNotes({ foreign, commands }: Judgement): Words[] {
  const changed = foreignWords(foreign);
  const run = commands.filter(({ runs }) => runs).length;
  const mayRun = commands.some(({ kind }) => kind === "removed");
  const parts = [
    ...(changed === "" ? [] : [`resources of other providers: ${changed}`]),
    ...(run === 0 ? [] : [`commands that this plan runs${mayRun ? " or may run" : ""}: ${run}`]),
  ];
  return parts.length === 0 ? [] : [[`Not judged here: ${parts.join("; ")}.`]];
}

const NOTHING_CHARGED = "no GreenVN call is charged";

/** What of GreenVN the plan does, in one sentence. */
export function summary(judgement: Judgement): Words {
  const { rows, charges, plans, invocations } = judgement;
  if (rows.length === 0 && invocations.length === 0)
    return [
      `No GreenVN resource changes${plans.length > 1 ? ` in ${plans.length} plans` : ""}, and ${NOTHING_CHARGED}.`,
    ];
  const parts = [
    ...lossClauses(judgement),
    several(rows.filter(isCreated).length, "GreenVN resource is created", "GreenVN resources are created"),
    several(
      rows.filter((row) => row.calls.some((call) => call.operation === "call-party")).length,
      "allocation changes its parties",
      "allocations change their parties",
    ),
    several(
      rows.filter((row) => row.action.kind === "replace").length,
      "GreenVN resource is replaced",
      "GreenVN resources are replaced",
    ),
    several(
      rows.filter((row) => row.action.kind === "delete" && row.losses.length === 0).length,
      "GreenVN resource is deleted, and no number with it",
      "GreenVN resources are deleted, and no number with them",
    ),
  ].filter((part) => part !== "");
  const keeps = rows.every(({ fate }) => fate.kind === "unchanged" || fate.kind === "none");
  const all = [...parts, ...(keeps ? ["every allocation keeps its id"] : [])];
  const charged = charges.total.calls === 0 ? NOTHING_CHARGED : `GreenVN's charged calls: ${totalWords(charges)}`;
  return [`${[...(all.length === 0 ? [] : [all.join(", ")]), charged].join("; ")}.`.replace(/^./, upperCase)];
}

/** What can not be had back, counted; nothing where nothing is lost. */
function lossClauses({ rows, invocations }: Judgement): string[] {
  const worst = (kind: string, wanted: (row: Row) => boolean = () => true): number =>
    rows.filter((row) => row.losses[0]?.kind === kind && wanted(row)).length;
  const isCertain = ({ losses: [first] }: Row): boolean => first?.kind === "number" && first.certain;
  const rotated = invocations.filter(({ calls }) => calls.length > 0).length;
  return [
    several(worst("unproven"), "change is UNPROVEN", "changes are UNPROVEN"),
    several(worst("released"), "number is RELEASED", "numbers are RELEASED"),
    several(
      worst("number", isCertain) + rotated,
      "number is given up for another one",
      "numbers are given up for other ones",
    ),
    several(
      worst("number", (row) => !isCertain(row)),
      "number may be given up for another one",
      "numbers may be given up for other ones",
    ),
    several(worst("id"), "id changes", "ids change"),
    several(worst("abandoned"), "allocation is ABANDONED", "allocations are ABANDONED"),
  ].filter((clause) => clause !== "");
}

function isCreated({ change, action }: Row): boolean {
  return change.before === null && action.kind === "create";
}

function several(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? one : many}`;
}

function upperCase(first: string): string {
  return first.toUpperCase();
}
