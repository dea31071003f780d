import { type AttributeRow, isDeclarable, type Place } from "../../domain/attributes/attribute-row";
import { ATTRIBUTES, type NamedRow, namedRows, rowsIn, terraformPath } from "../../domain/attributes/attributes";
import { checkDeclaration, type Declaration } from "../../domain/declared/declaration";
import { isRecord } from "../../domain/is-record";
import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { declaredWrongly, notADeletionPolicy, nothingPreferred } from "./messages";
import type { AllocationState, AssignmentState } from "./state";

export const DELETION_POLICIES = ["deallocate", "abandon"] as const;

export function validateAllocation(config: AllocationState): Diagnostic[] {
  const { deletion_policy: policy } = config;
  return [
    ...problems("allocation", config),
    ...emptyPreferences("allocation", config.preferences),
    ...(typeof policy === "string" && !DELETION_POLICIES.some((word) => word === policy)
      ? [notADeletionPolicy(policy, DELETION_POLICIES)]
      : []),
  ];
}

export function validateAssignment(config: AssignmentState): Diagnostic[] {
  return [...problems("assignment", config), ...emptyPreferences("assignment", config.preferences)];
}

/** Terraform drops a key within a nested attribute that it does not know, and what is left may ask for nothing. */
function emptyPreferences(place: Place, preferences: (AllocationState | AssignmentState)["preferences"]): Diagnostic[] {
  if (preferences === null || isUnknown(preferences)) return [];
  if (Object.values(preferences).some((value) => value !== null)) return [];
  return [nothingPreferred(PREFERENCES.flatMap(([name, row]) => (row[place] === undefined ? [] : [name])))];
}

const PREFERENCES: readonly (readonly [string, AttributeRow])[] = Object.entries(ATTRIBUTES.preferences.kind);

function problems(place: Place, config: AllocationState | AssignmentState): Diagnostic[] {
  return checkDeclaration(declared(place, rowsIn(place), { ...config })).map((problem) =>
    declaredWrongly({ ...problem, path: terraformPath(problem.path) }),
  );
}

/** What is declared, by this code's names. */
function declared(place: Place, rows: readonly NamedRow[], config: Readonly<Record<string, unknown>>): Declaration {
  const values: Record<string, unknown> = {};
  for (const { name, row } of rows) {
    if (!isDeclarable(row, place)) continue;
    const { ours, kind } = row;
    const value = config[name];
    values[ours] = typeof kind === "object" && isRecord(value) ? declared(place, namedRows(kind), value) : value;
  }
  return values;
}
