import type { Caution } from "../../judge/cautions";
import type { Row } from "../../judge/row";
import { id, name, number, type Place, type Word, type Words } from "./words";

/** A caution in one sentence or two. */
export function cautionWords(caution: Caution, place: Place): Words {
  switch (caution.kind) {
    case "literal-token":
      return [
        "api_token is written in clear text in ",
        ...(caution.variable === null
          ? ["the provider configuration ", name(caution.where)]
          : ["the default of the variable ", name(caution.variable)]),
        ...place(caution.plan),
        ": the plan and its JSON hold it. Take it from GREENVN_API_TOKEN, and give the account a new token.",
      ];
    case "origin-change-allowed":
      return [
        "The provider configuration ",
        name(caution.where),
        ...place(caution.plan),
        " has allow_base_url_change: it may be pointed at another API than the one that holds its allocations.",
      ];
    case "number-changed-twice":
      return [
        "The number of allocation ",
        id(caution.allocation),
        " is asked for more than once in this plan, by ",
        ...caution.rows.flatMap((row, index) => [...(index > 0 ? [" and "] : []), ...address(row, place)]),
        ": each call is charged, and only the last number stays.",
      ];
    case "unknown-preferences":
      return [
        name(caution.address),
        ...place(caution.plan),
        " sets in preferences what there is not, and Terraform drops without a word: ",
        ...caution.keys.flatMap((key, index) => [...(index > 0 ? [", "] : []), name(key)]),
        ".",
      ];
    case "time-in-output":
      return [
        "The output ",
        name(caution.name),
        ...place(caution.plan),
        " holds the time of planning: no two plans are the same.",
      ];
    case "held-and-pinned":
      return [
        number(caution.number),
        " is held by ",
        ...address(caution.holder, place),
        " and pinned by ",
        ...address(caution.pinner, place),
        " in the same plan: it can be granted only once it is free, and whether it is by then is not certain.",
      ];
    case "looks-moved":
      return movedWords(caution, place);
  }
}

function movedWords(caution: Caution & { kind: "looks-moved" }, place: Place): Words {
  const { from, to } = caution;
  const given = from.action.kind === "forget" ? " is forgotten at " : " is given up at ";
  const taken = to.change.imports === null ? " and created at " : " and imported at ";
  const way: Words =
    from.plan === to.plan
      ? [
          "If it is one and the same, tell Terraform so and nothing is charged or released: moved { from = ",
          name(from.change.address),
          ", to = ",
          name(to.change.address),
          " } (constructs: moveFromId).",
        ]
      : [
          "If it is one and the same, hand it over instead: a removed block with destroy = false there, " +
            "an import block here.",
        ];
  return [...sharedWords(caution), given, ...address(from, place), taken, ...address(to, place), ". ", ...way];
}

function sharedWords(caution: Caution & { kind: "looks-moved" }): Words {
  switch (caution.by) {
    case "id":
      return ["Allocation ", id(caution.shared)];
    case "number":
      return ["Number ", number(caution.shared)];
    case "connection_id":
      return ["connection_id ", name(caution.shared)];
    case "parties":
      return ["The same set of A- and B-party numbers"];
  }
}

function address(row: Row, place: Place): Word[] {
  return [name(row.change.address), ...place(row.plan)];
}
