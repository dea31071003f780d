import { SANDBOX_STATE } from "./sandbox";

/** State and plans hold numbers and PINs; the rest is made anew. */
export function ignored(): string {
  return `${[
    "node_modules/",
    "cdktf.out/",
    ".terraform/",
    "terraform.d/",
    "*.tfstate",
    "*.tfstate.*",
    "*.tfplan",
    SANDBOX_STATE,
  ].join("\n")}\n`;
}
