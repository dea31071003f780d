/** What a project is written in: Terraform's own language, or TypeScript over one of the two libraries. */
export const LANGUAGES = ["hcl", "cdktf", "cdktn"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What plans and applies in a repository of it. */
export const PIPELINES = ["github", "gitlab", "atlantis", "none"] as const;
export type Pipeline = (typeof PIPELINES)[number];

export interface Answers {
  readonly language: Language;
  readonly pipeline: Pipeline;
}

/** What holds where nobody is asked. */
export const DEFAULTS: Answers = { language: "hcl", pipeline: "none" };
