import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, VERSION } from "../../../scripts/project";
import { LANGUAGES } from "../../../src/domain/language";
import { type Answers, PIPELINES } from "../../../src/init/project/answers";
import { type Sources } from "../../../src/init/project/pipeline";
import { projectFiles } from "../../../src/init/project/project";
import { type Files } from "../../../src/init/project/steps";

const read = (...names: readonly string[]): string =>
  readFileSync(path.join(ROOT, "examples", "gitops", ...names), "utf8");

/** The pipelines of the examples. */
export const SOURCES: Sources = {
  policy: read(".greenvn-policy.yaml"),
  github: Object.fromEntries(
    ["greenvn-apply.yml", "greenvn-drift.yml", "greenvn-plan.yml"].map((name) => [name, read("github", name)]),
  ),
  gitlab: { top: read("gitlab", ".gitlab-ci.yml"), component: read("gitlab", "templates", "greenvn.yml") },
  atlantis: { repository: read("atlantis", "atlantis.yaml"), server: read("atlantis", "repos.yaml") },
};

export const EVERY_ANSWER: readonly Answers[] = LANGUAGES.flatMap((language) =>
  PIPELINES.map((pipeline) => ({ language, pipeline })),
);

export function filesOf(answers: Answers): Files {
  return projectFiles(answers, { dependency: VERSION, version: VERSION, lockFile: "locked\n", sources: SOURCES });
}
