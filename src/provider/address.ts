/** How Terraform names this provider, whatever the registry. */
export const PROVIDER_ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";
