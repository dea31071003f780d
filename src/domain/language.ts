/** What allocations are declared in: Terraform's own language, or TypeScript over one of the two libraries. */
export const LANGUAGES = ["hcl", "cdktf", "cdktn"] as const;
export type Language = (typeof LANGUAGES)[number];
