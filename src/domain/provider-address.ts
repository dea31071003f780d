/** The registry that stands first in the provider's address. Nothing is fetched from there. */
export const PROVIDER_HOST = "registry.terraform.io";
export const PROVIDER_NAMESPACE = "cdktf-greenvn";
/** The provider's own name, which its resource types and its executable begin with. */
export const PROVIDER_TYPE = "greenvn";

/** The provider's address in full: what a state, a plan and a lock file call it by. */
export const PROVIDER_ADDRESS = `${PROVIDER_HOST}/${PROVIDER_NAMESPACE}/${PROVIDER_TYPE}` as const;
