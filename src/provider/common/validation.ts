import { checkDeclaration, type Declaration } from "../../domain/declaration";
import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { declaredWrongly, notADeletionPolicy } from "./messages";
import type { AllocationState, AssignmentState } from "./state";

/** The domain's names of what is declared, by Terraform's. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  connectionId: "connection_id",
  greenvnId: "greenvn_id",
  apartyNumbers: "aparty_numbers",
  bpartyNumbers: "bparty_numbers",
  apartyPins: "aparty_pins",
  bpartyPins: "bparty_pins",
  numberType: "number_type",
  pinCode: "pin_code",
  deallocationPolicy: "deallocation_policy",
  flowId: "flow_id",
};

export const DELETION_POLICIES = ["deallocate", "abandon"] as const;

export function validateAllocation(config: AllocationState): Diagnostic[] {
  const policy = config.deletion_policy;
  return [
    ...problems({
      connectionId: config.connection_id,
      apartyNumbers: config.aparty_numbers,
      bpartyNumbers: config.bparty_numbers,
      apartyPins: config.aparty_pins,
      bpartyPins: config.bparty_pins,
      usage: config.usage,
      preferences: preferencesOf(config),
      deallocationDuration: isUnknown(config.deallocation_policy) ? null : config.deallocation_policy?.duration,
      flowId: config.flow_id,
    }),
    ...(typeof policy === "string" && !DELETION_POLICIES.some((word) => word === policy)
      ? [notADeletionPolicy(policy, DELETION_POLICIES)]
      : []),
  ];
}

export function validateAssignment(config: AssignmentState): Diagnostic[] {
  return problems({ greenvnId: config.greenvn_id, preferences: preferencesOf(config) });
}

function preferencesOf(config: AllocationState | AssignmentState): Declaration["preferences"] {
  const preferences = config.preferences;
  if (preferences === null || isUnknown(preferences)) return preferences;
  return {
    greenvn: preferences.greenvn,
    region: preferences.region,
    numberType: preferences.number_type,
    pinCode: "pin_code" in preferences ? (preferences as { pin_code: Declaration["connectionId"] }).pin_code : null,
  };
}

function problems(declared: Declaration): Diagnostic[] {
  return checkDeclaration(declared).map((problem) =>
    declaredWrongly({ ...problem, path: problem.path.map((name) => ATTRIBUTES[name] ?? name) }),
  );
}
