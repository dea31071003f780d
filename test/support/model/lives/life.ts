import { type FaultRule } from "../../../../src/sandbox";
import { type Misreport } from "../machine/network";

/**
 * Where a resource stands in a configuration. `line` and `next` are allocations, `twin` is one of a second provider
 * block (an alias, and so a process of its own), `task` is an assignment, of `line` or of an allocation that nobody
 * here owns.
 */
export type Address = "line" | "next" | "twin" | "task";
export const ADDRESSES: readonly Address[] = ["line", "next", "twin", "task"];

/** What is declared of an allocation. What is absent is not declared. */
export interface LineWish {
  /** Its connection_id; default: that of its address. */
  readonly name?: "line" | "spare";
  readonly region?: "MU" | "MH";
  /** One of the numbers that are free when a life begins. */
  readonly pin?: 0 | 1;
  readonly strict?: true;
  readonly rotation?: "1" | "2";
  readonly parties?: 2;
  readonly usage?: "oneway";
  readonly pins?: 1 | 2;
  readonly policy?: "30d" | "60d";
  readonly protected?: true;
  readonly abandoned?: true;
}

/** What is declared of an assignment. */
export interface TaskWish extends Pick<LineWish, "region" | "pin" | "strict" | "rotation"> {
  /** Default: the allocation that nobody here owns. */
  readonly of?: "line";
}

export type Wish = LineWish & TaskWish;

/** How an apply ends that does not end well. `write`: which of its POST, PUT and DELETE, from 1. */
export type End =
  /** All is answered, and nothing of it saved: the backend refuses, or Terraform dies before. */
  | { readonly kind: "unsaved" }
  /** Terraform and its providers are killed as a write is sent, or once it was carried out. */
  | { readonly kind: "killed"; readonly write: number; readonly at: "sent" | "done" }
  /** Terraform alone dies as a write is sent: its providers end what they have begun, and nobody hears of it. */
  | { readonly kind: "orphaned"; readonly write: number }
  /** Terraform is interrupted as a write is sent, and ends in order. */
  | { readonly kind: "stopped"; readonly write: number };

/**
 * A state with what is declared for it; all are kept from the one folder. `apart`: a second state of the default
 * workspace, as by `-state` or another path of the backend.
 */
export type StateName = "default" | "second" | "apart";
export const STATES: readonly StateName[] = ["default", "second", "apart"];

export type HandChange = "number" | "parties" | "usage" | "vault";

/** What happens in a life, in JSON alone, so that one can be pasted. */
export type Step =
  /** `terraform apply`, or `plan` alone, or `apply -refresh-only`. What is not named stays declared; null: removed. */
  | {
      readonly step: "apply" | "plan" | "refresh";
      readonly in?: StateName;
      readonly line?: LineWish | null;
      readonly next?: LineWish | null;
      readonly twin?: LineWish | null;
      readonly task?: TaskWish | null;
      /** `-replace`. */
      readonly replace?: Address;
      /** `-target`. */
      readonly target?: Address;
      /** `-refresh=false`. */
      readonly refresh?: false;
      /** `create_before_destroy`, for all of them. */
      readonly createFirst?: true;
      /** What somebody else does between the plan and the apply. */
      readonly meanwhile?: HandChange;
      /** What meets the calls of the plan, and those of the apply. */
      readonly planFaults?: readonly FaultRule[];
      readonly faults?: readonly FaultRule[];
      readonly misreports?: readonly Misreport[];
      readonly end?: End;
    }
  /** `terraform import` of the id that an address has, or had last, in some workspace. */
  | {
      readonly step: "import";
      readonly in?: StateName;
      readonly to: Address;
      readonly of: Address | "elsewhere";
    }
  /** `terraform state rm`. */
  | { readonly step: "forget"; readonly in?: StateName; readonly address: Address }
  | { readonly step: "taint"; readonly in?: StateName; readonly address: Address }
  /** A state of so many saves ago takes the place of the present one. */
  | { readonly step: "restore"; readonly in?: StateName; readonly back: number }
  /** Somebody else changes an allocation. */
  | { readonly step: "hand"; readonly on: Address | "elsewhere"; readonly change: HandChange }
  /** The working folder is another one: `.terraform` is lost, the journal with it. */
  | { readonly step: "move" }
  | { readonly step: "wait"; readonly hours: number };

export type Run = Extract<Step, { readonly step: "apply" | "plan" | "refresh" }>;
