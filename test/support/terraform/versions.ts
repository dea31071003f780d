import { prepared } from "../run/prepared";

/** Whether the Terraform of this run is at least of a version; null: no OpenTofu is. */
function isAtLeast(wanted: { readonly terraform: string; readonly tofu: string | null }): boolean {
  const { product, version } = prepared().terraform;
  const oldest = wanted[product];
  return oldest !== null && version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}

/** Actions, `-invoke` and `action_trigger`. */
export const knowsActions = (): boolean => isAtLeast({ terraform: "1.14", tofu: null });

/** Functions of providers. */
export const knowsFunctions = (): boolean => isAtLeast({ terraform: "1.8", tofu: "1.7" });
