import { judgedType, owns } from "../judge/judged-type";
import type { Row } from "../judge/row";
import { show } from "../judge/shown";
import { SIDE_LEAVES, type SideLeaf } from "../read/side";
import { name, type Words } from "./words";

/** Why an object is replaced or given up, and how to keep the number. */
export interface Advice {
  readonly forcedBy: Words;
  /** A clause that follows: `to keep the number, …`, or why there is nothing to keep. */
  readonly keep: Words;
}

// The texts another of which makes another allocation.
const REPLACING = SIDE_LEAVES.filter(
  (leaf): leaf is Extract<SideLeaf, { readonly effect: "replaces"; readonly kind: "text" }> =>
    leaf.effect === "replaces" && leaf.kind === "text",
);

const OWNED_ELSEWHERE: Words = ["no number is released: the allocation has another owner"];

/** Null for a row that gives nothing up. */
export function adviceFor(row: Row): Advice | null {
  const owned = owns(judgedType(row.change));
  switch (row.action.kind) {
    case "replace":
      return {
        forcedBy: replacedBy(row),
        keep: owned ? keepReplaced(row) : OWNED_ELSEWHERE,
      };
    case "delete":
    case "forget":
      return {
        forcedBy: givenUpBy(row),
        keep: owned ? keepGivenUp(row) : OWNED_ELSEWHERE,
      };
    case "no-op":
    case "create":
    case "update":
    case "unknown":
      return null;
  }
}

function replacedBy(row: Row): Words {
  const { reason, replacePaths } = row.change;
  if (replacePaths.length > 0) return replacePaths.flatMap((path, index) => [...(index > 0 ? [", "] : []), name(path)]);
  switch (reason) {
    case "replace_because_tainted":
      return ["the object is tainted: an earlier apply did not finish its creation"];
    case "replace_by_request":
      return ["-replace on the command line"];
    case "replace_by_triggers":
      return ["replace_triggered_by"];
    case null:
      return ["the plan does not tell"];
    default:
      return [name(reason)];
  }
}

function keepReplaced(row: Row): Words {
  const { reason, replacePaths, address } = row.change;
  const ways = replacePaths.map((path): Words => {
    const attribute = path.split(".")[0];
    if (attribute === "deallocation_policy")
      return [
        "write the old duration ",
        name(show(row.change.before, "deallocation_policy.duration")),
        " again, or remove the block, which changes state only (no update can change the policy)",
      ];
    const leaf = REPLACING.find((one) => one.path === attribute);
    const again: Words =
      leaf === undefined ? [] : [`write ${leaf.path} = `, name(show(row.change.before, leaf.path)), " again, or "];
    switch (leaf?.row.allocation?.origin) {
      case "required":
        return [...again, `add ${leaf.path} to lifecycle.ignore_changes`];
      case "optional+computed":
        return [...again, `leave ${leaf.path} out, which keeps what is`];
      case "optional":
      case "computed":
      case undefined:
        return ["undo the change of ", name(path)];
    }
  });
  if (ways.length > 0)
    return ["to keep the number, ", ...ways.flatMap((way, index) => [...(index > 0 ? [", and "] : []), ...way])];
  switch (reason) {
    case "replace_because_tainted":
      return ["to keep the number, run terraform untaint ", name(address), " and plan again"];
    case "replace_by_request":
      return [
        "to keep the number, plan without -replace; " +
          "for another number in the same allocation, change rotation_triggers",
      ];
    case "replace_by_triggers":
      return [
        "to keep the number, take what changed out of replace_triggered_by; " +
          "for another number in the same allocation, let it change rotation_triggers",
      ];
    case null:
    default:
      return ["to keep the number, find out what asks for it before this is applied"];
  }
}

function givenUpBy(row: Row): Words {
  if (row.change.deposed !== null) return ["left behind by a replacement that did not finish"];
  switch (row.change.reason) {
    case "delete_because_no_resource_config":
      return [row.action.kind === "forget" ? "a removed block" : "its block is gone"];
    case "delete_because_no_module":
      return ["its module is gone"];
    case "delete_because_each_key":
      return ["its key is gone from for_each"];
    case "delete_because_count_index":
      return ["its index is beyond count"];
    case "delete_because_wrong_repetition":
      return ["count or for_each was added or taken away"];
    case "delete_because_no_move_target":
      return ["a moved block leads to where no resource is"];
    case null:
      return [row.action.kind === "forget" ? "a removed block" : "a destroy was asked for"];
    default:
      return [name(row.change.reason)];
  }
}

function keepGivenUp(row: Row): Words {
  if (row.action.kind === "forget")
    return ["it lives on and bills, managed by nobody: import it elsewhere, or put its block back"];
  if (row.fate.kind === "ABANDONED") return ["deletion_policy is abandon: it lives on and bills, managed by nobody"];
  if (row.change.deposed !== null)
    return ["Terraform can only destroy a deposed object; its number can not be kept here"];
  return [
    "to keep the number, put it back; if it was renamed, add a moved block; " +
      "to hand it over, a removed block with destroy = false",
  ];
}
