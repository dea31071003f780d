import { type Charge } from "../../../../src/sandbox";
import { type Address, type StateName, type Wish } from "../lives/life";
import { type Change, typeOf } from "../terraform/resource";

/** A charged call that a plan has told of. */
export interface Planned {
  readonly address: Address;
  readonly operation: Charge["operation"];
  /** The allocation's id, or the name that it is to be created by; null: not known when it was planned. */
  readonly of: string | null;
  /** What the plan says of it. */
  readonly text: string;
  /** Whether the plan says that it may be charged again. */
  readonly doubts: boolean;
  isMade: boolean;
}

/** A run of Terraform, as far as its calls are judged by it. */
export interface JudgedRun {
  /** They are numbered as they begin. */
  readonly nth: number;
  readonly state: StateName;
  /** Which of the working folders it was started in: they are numbered as well. */
  readonly folder: number;
  readonly wishes: Readonly<Partial<Record<Address, Wish | null>>>;
  readonly planned: Planned[];
  readonly changes: Change[];
  isApplying: boolean;
}

/** What Terraform calls the workspace of a state. */
export const workspaceOf = (state: StateName): string => (state === "second" ? "second" : "default");

const DOUBT = /may be charged (?:again|once more)/;
const CHARGED = /^(PUT …\/vn|PUT …\/call-party) for .*(?:is|may be) charged as a new allocation$/;

/** The charged calls that a plan tells of. */
export function plannedCalls(changes: readonly Change[]): Planned[] {
  return changes.flatMap((change): Planned[] => {
    const { address, action, after, warnings } = change;
    const text = warnings.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");
    const id = after?.["id"] ?? null;
    const creates = typeOf(address) === "greenvn_allocation" && (action === "create" || action === "replace");
    const made = { address, text, doubts: DOUBT.test(text), isMade: false };
    return [
      ...(creates ? [{ ...made, operation: "create", of: textOrNull(after?.["connection_id"]) } as const] : []),
      ...warnings.flatMap(({ summary }) => {
        const path = CHARGED.exec(summary)?.[1];
        if (path === undefined) return [];
        return [{ ...made, operation: path.endsWith("vn") ? "vn" : "call-party", of: textOrNull(id) } as const];
      }),
    ];
  });
}

/** What of a declaration a call is about. */
export function relevant(operation: Charge["operation"], wishes: JudgedRun["wishes"], address: Address): unknown {
  const { region, pin, strict, rotation, parties, usage, pins, of } = wishes[address] ?? {};
  // Only what is declared can be referred to.
  return operation === "vn" ? { region, pin, strict, rotation, of: wishes.line && of } : { parties, usage, pins };
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
