import { type TerraformResource } from "cdktf";
import { addressOf } from "./names";

/** What CDKTF was told about a resource's place. */
export type Move =
  | { readonly kind: "none" }
  /** The resource lives at `to` from now on: this construct only says so, and declares nothing any more. */
  | { readonly kind: "away"; readonly to: string }
  /** The resource lived at `from` before. */
  | { readonly kind: "here"; readonly from: string };

/** Reads the move of a resource, by whichever of CDKTF's methods it was declared. */
export function moveOf(resource: TerraformResource): Move {
  const move = resource.hasResourceMove();
  if (move === undefined) return { kind: "none" };
  if ("from" in move)
    return move.from === addressOf(resource) ? { kind: "away", to: move.to } : { kind: "here", from: move.from };
  const target = addressOf(resource.cdktfStack.moveTargets.getResourceByTarget(move.moveTarget));
  return { kind: "away", to: move.index === undefined ? target : `${target}[${JSON.stringify(move.index)}]` };
}
