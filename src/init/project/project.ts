import { type Answers } from "./answers";
import { ignored } from "./ignored";
import { manifest, npmSettings } from "./manifest";
import { lockFileIn, pipelineFiles, type Sources } from "./pipeline";
import { programFiles } from "./program";
import { readme } from "./readme";
import { type Files } from "./steps";

export interface Parts {
  /** What package.json says of this package: a version, or `file:` and a file beside it. */
  readonly dependency: string;
  readonly version: string;
  /** What a lock file says of the provider. */
  readonly lockFile: string;
  readonly sources: Sources;
}

/** Every file of a project, by its path in it: the same for the same answers. */
export function projectFiles(answers: Answers, parts: Parts): Files {
  return {
    ...npmSettings(answers.language),
    ".gitignore": ignored(),
    ".greenvn-policy.yaml": parts.sources.policy,
    "README.md": readme(answers),
    "package.json": manifest(answers.language, parts.dependency),
    ...programFiles(answers.language, parts.version),
    ...pipelineFiles(answers, parts.sources),
    ...(answers.pipeline === "none" ? {} : { [lockFileIn()]: parts.lockFile }),
  };
}
