import { prepared } from "../run/prepared";

/** Whether the Terraform of this run is at least of a version; null: no OpenTofu is. */
function isAtLeast(wanted: { readonly terraform: string; readonly tofu: string | null }): boolean {
  const { product, version } = prepared().terraform;
  const oldest = wanted[product];
  return oldest !== null && version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}

/** Actions, `-invoke` and `action_trigger`. */
export const knowsActions = (): boolean => isAtLeast({ terraform: "1.14", tofu: null });

/** `removed` blocks. */
export const knowsRemoved = (): boolean => isAtLeast({ terraform: "1.7", tofu: "1.7" });

/** `moved` from one type of resource to another. */
export const knowsMovesOfTypes = (): boolean => isAtLeast({ terraform: "1.8", tofu: "1.8" });

/** `mock_provider` in `terraform test`. */
export const knowsMocks = (): boolean => isAtLeast({ terraform: "1.7", tofu: "1.8" });

/** `ephemeral` blocks. */
export const knowsEphemeral = (): boolean => isAtLeast({ terraform: "1.10", tofu: "1.11" });

/** Functions of providers. */
export const knowsFunctions = (): boolean => isAtLeast({ terraform: "1.8", tofu: "1.7" });

/**
 * Functions of providers in `console` and in the assertions of `test`. OpenTofu knows them in configurations alone: its
 * console answers none, and its `test` crashes (seen with 1.12).
 */
export const knowsFunctionsEverywhere = (): boolean => isAtLeast({ terraform: "1.8", tofu: null });

/** Functions of a provider that is not configured: an older OpenTofu asks for its account first (seen with 1.10). */
export const knowsFunctionsAlone = (): boolean => isAtLeast({ terraform: "1.8", tofu: "1.12" });
