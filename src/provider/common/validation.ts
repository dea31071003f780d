import type { Place } from "../../domain/attribute-row";
import { rowsIn, terraformPath } from "../../domain/attributes";
import { checkDeclaration, type Declaration } from "../../domain/declaration";
import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { declaredWrongly, notADeletionPolicy } from "./messages";
import type { AllocationState, AssignmentState } from "./state";
import { isDeclarable } from "./whole-state";

export const DELETION_POLICIES = ["deallocate", "abandon"] as const;

export function validateAllocation(config: AllocationState): Diagnostic[] {
  const { deletion_policy: policy, deallocation_policy: ending } = config;
  return [
    ...problems({
      ...declared("allocation", config),
      preferences: wishes(config.preferences),
      deallocationDuration: isUnknown(ending) ? null : ending?.duration,
    }),
    ...(typeof policy === "string" && !DELETION_POLICIES.some((word) => word === policy)
      ? [notADeletionPolicy(policy, DELETION_POLICIES)]
      : []),
  ];
}

export function validateAssignment(config: AssignmentState): Diagnostic[] {
  return problems({ ...declared("assignment", config), preferences: wishes(config.preferences) });
}

/** What is declared, by this code's names. Objects within are given apart. */
function declared(place: Place, config: object): Declaration {
  const values = new Map<string, unknown>(Object.entries(config));
  const rows = rowsIn(place).filter(([, row]) => typeof row.kind === "string" && isDeclarable(row, place));
  return Object.fromEntries(rows.map(([name, { ours }]) => [ours, values.get(name)]));
}

function wishes(preferences: (AllocationState | AssignmentState)["preferences"]): Declaration["preferences"] {
  if (preferences === null || isUnknown(preferences)) return preferences;
  const { greenvn, region, number_type: numberType } = preferences;
  return { greenvn, region, numberType, pinCode: "pin_code" in preferences ? preferences.pin_code : null };
}

function problems(declaration: Declaration): Diagnostic[] {
  return checkDeclaration(declaration).map((problem) =>
    declaredWrongly({ ...problem, path: terraformPath(problem.path) }),
  );
}
