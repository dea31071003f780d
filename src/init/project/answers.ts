import { type Language } from "../../domain/language";

/** What plans and applies in a repository of it. */
export const PIPELINES = ["github", "gitlab", "atlantis", "none"] as const;
export type Pipeline = (typeof PIPELINES)[number];

export interface Answers {
  readonly language: Language;
  readonly pipeline: Pipeline;
}

/** What holds where nobody is asked. */
export const DEFAULTS: Answers = { language: "hcl", pipeline: "none" };
