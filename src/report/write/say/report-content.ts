import type { Invocation } from "../../judge/invocation";
import type { Drift, Judgement, NamedPlan, Output } from "../../judge/judge";
import type { Row } from "../../judge/row";
import type { Exemption } from "../../judge/rules";
import { show, shownValue } from "../../judge/shown";
import { adviceFor } from "./advice";
import { cautionWords } from "./caution-words";
import { declaredWords } from "./change-words";
import { chargesContent } from "./charge-words";
import { all, type Content, type Group, type List, type Listing, listing, type Stake } from "./content";
import { commandWords, strangerWords } from "./foreign-words";
import { endpointWords, gateContent } from "./gate-words";
import { invocationContent, rowContent } from "./row-words";
import { verdictContent } from "./summary";
import { hash, id, name, number, type Place, type Words } from "./words";

const TITLES: Readonly<Record<Stake, string>> = {
  lost: "Given up",
  charged: "Charged, and nothing given up",
  harmless: "Neither charged nor given up",
};

/** What is to be said of a judgement, in its order; each format puts it into its own form. */
export function contentOf(judgement: Judgement): Content {
  const { plans, gates, cautions } = judgement;
  const place: Place = (index) => {
    const named = plans[index];
    return plans.length > 1 && named !== undefined ? [" in ", name(named.name)] : [];
  };
  const gatesThat = (passed: boolean) => gates.filter((gate) => gate.passed === passed);
  return {
    verdict: verdictContent(judgement, place),
    failed: gatesThat(false).map((gate) => gateContent(gate, place)),
    groups: groupsOf(judgement, place),
    unchanged: judgement.unchanged,
    cautions: listing(cautions, (caution) => cautionWords(caution, place)),
    passed: gatesThat(true).map((gate) => gateContent(gate, place)),
    charges: chargesContent(judgement.charges),
    lists: listsOf(judgement, place).filter(({ items }) => items.length > 0),
    plans: listing(plans, planWords),
  };
}

/** How much a row has at stake. */
export function stakeOf({ losses, calls }: Row): Stake {
  if (losses.length > 0) return "lost";
  return calls.length > 0 ? "charged" : "harmless";
}

function groupsOf({ rows, invocations }: Judgement, place: Place): Group[] {
  const of = (stake: Stake) => rows.filter((row) => stakeOf(row) === stake);
  // An action takes another number for its allocation, whatever else this plan does to it.
  const lost: readonly (Row | Invocation)[] = [...of("lost"), ...invocations];
  const groups: Group[] = [
    {
      stake: "lost",
      title: TITLES.lost,
      rows: listing(lost, (one) => ("change" in one ? rowContent(one, place) : invocationContent(one, place))),
    },
    ...(["charged", "harmless"] as const).map((stake): Group => ({
      stake,
      title: TITLES[stake],
      rows: listing(of(stake), (row) => rowContent(row, place)),
    })),
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function listsOf(judgement: Judgement, place: Place): List[] {
  const address = (row: Row): Words => [name(row.change.address), ...place(row.plan)];
  const keeping = judgement.rows.flatMap((row) => {
    const advice = adviceFor(row);
    return advice === null ? [] : [{ row, advice }];
  });
  return [
    { title: "Changed outside of Terraform", items: listing(judgement.drift, (drift) => driftWords(drift, place)) },
    {
      title: "What forces each replacement or release, and how to keep the number",
      items: listing(keeping, ({ row, advice }): Words => [
        ...address(row),
        ", ",
        number(row.numberBefore),
        ": ",
        ...advice.forcedBy,
        "; ",
        ...advice.keep,
        ".",
      ]),
    },
    {
      title: "Imports, moves, forgets",
      items: joined(
        listing(judgement.imports, ({ change, ...row }): Words => [
          "import ",
          id(shownValue(change.imports?.id ?? null)),
          " to ",
          name(change.address),
          ...place(row.plan),
        ]),
        listing(judgement.moves, (row): Words => [
          "move ",
          name(row.change.previousAddress ?? ""),
          " to ",
          ...address(row),
          ...(row.handedOver ? [", which does not own its allocation: nobody deletes it from then on"] : []),
        ]),
        listing(judgement.forgets, (row): Words => [
          "forget ",
          ...address(row),
          ": no call, and nobody manages it from then on",
        ]),
      ),
    },
    {
      title: "Let pass by the policy",
      items: listing(judgement.exempted, ({ row, reason }): Words => [...address(row), ": ", name(reason)]),
    },
    {
      title: "Exemptions of the policy that match nothing here",
      items: listing(judgement.unmatched, unmatchedWords),
    },
    { title: "Outputs that change", items: listing(judgement.outputs, (output) => outputWords(output, place)) },
    {
      title: "Data sources that are read during apply",
      items: listing(judgement.dataReads, ({ plan, address: where }): Words => [name(where), ...place(plan)]),
    },
    {
      title: "GreenVN types of other providers, not judged here",
      items: listing(judgement.strangers, (stranger) => strangerWords(stranger, place)),
    },
    {
      title: "Commands, not judged here",
      items: listing(judgement.commands, (command) => commandWords(command, place)),
    },
    {
      title: "Where the provider sends its calls",
      // Where none writes any, the first screen has said all.
      items: listing(
        judgement.endpoints.some(({ origin }) => origin.kind !== "none") ? judgement.endpoints : [],
        (endpoint) => endpointWords(endpoint, place),
      ),
    },
  ];
}

function joined<T>(...parts: readonly Listing<T>[]): Listing<T> {
  return listing(
    parts.flatMap((part) => all({ length: part.length, at: (index) => () => part.at(index) })),
    (make) => make(),
  );
}

function driftWords({ plan, change, gone, changes }: Drift, place: Place): Words {
  const what: Words = gone
    ? ["gone, and its number ", number(show(change.before, "green_vn")), " with it"]
    : changes.length === 0
      ? ["changed"]
      : changes.flatMap((value, index) => [...(index > 0 ? [", "] : []), ...declaredWords(value)]);
  return [name(change.address), ...place(plan), ": ", ...what];
}

/** Its values only where they are numbers or ids that stand in the report anyway. */
function outputWords({ plan, name: output, actions, before, after }: Output, place: Place): Words {
  const what: Words =
    before === null || after === null ? [name(actions.join(", "))] : [number(before), " → ", number(after)];
  return [name(output), ...place(plan), ": ", ...what];
}

function unmatchedWords({ id: exempt, address, stack, reason }: Exemption): Words {
  return [
    id({ kind: "known", text: exempt }),
    ...(address === undefined ? [] : [" at ", name(address)]),
    ...(stack === undefined ? [] : [" in the stack ", name(stack)]),
    ": ",
    name(reason),
    "; it is stale, or misspelt",
  ];
}

function planWords({ name: file, plan, jsonSha256, planFileSha256, planFileCompared }: NamedPlan): Words {
  return [
    name(file),
    ": Terraform ",
    name(plan.terraformVersion),
    ", JSON SHA-256 ",
    hash(jsonSha256),
    ...(planFileSha256 === null ? [] : [", plan file SHA-256 ", hash(planFileSha256)]),
    ...(planFileSha256 === null || planFileCompared ? [] : [", not compared with the JSON"]),
  ];
}
