import { type Language } from "../../domain/language";
import { type Answers } from "./answers";
import { replaced, withoutBlock } from "./edit-text";
import { type Files, STACK } from "./steps";

/** The pipelines that are ready to copy, as they lie in the package: `examples/gitops`. */
export interface Sources {
  readonly policy: string;
  /** By the name of the file. */
  readonly github: Files;
  readonly gitlab: { readonly top: string; readonly component: string };
  readonly atlantis: { readonly repository: string; readonly server: string };
}

/** The stack's lock file, which a pipeline takes from the protected branch. */
export const lockFileIn = (): string => `locks/${STACK}.terraform.lock.hcl`;

/** Where Atlantis' server configuration lies until it is put on the server. */
export const ATLANTIS_SERVER = "atlantis/repos.yaml";

/** They stand in the examples for a program that the command of cdktf synthesizes; each language has its own way. */
export function pipelineFiles({ language, pipeline }: Answers, sources: Sources): Files {
  switch (pipeline) {
    case "none":
      return {};
    case "github":
      return Object.fromEntries(
        Object.entries(sources.github).map(([name, text]) => [`.github/workflows/${name}`, workflow(text, language)]),
      );
    case "gitlab":
      return {
        ".gitlab-ci.yml": gitlabTop(sources.gitlab.top, language),
        "templates/greenvn.yml": sources.gitlab.component,
      };
    case "atlantis":
      return {
        "atlantis.yaml": atlantisRepository(sources.atlantis.repository, language),
        [ATLANTIS_SERVER]: atlantisServer(sources.atlantis.server, language),
      };
  }
}

const SYNTH = "npx --no-install cdktf synth";
const OWN_SYNTH = "npm run --silent synth";
const STACK_FOLDER = `stack-folder: cdktf.out/stacks/${STACK}`;

function workflow(text: string, language: Language): string {
  if (language !== "hcl") return replaced(text, SYNTH, OWN_SYNTH);
  // What is planned is a checkout of the change beside that of the protected branch; what is applied is merged.
  const folder = text.includes("path: proposed") ? `proposed/${STACK}` : STACK;
  const guard = /^ {4}if: github\.ref == 'refs\/heads\/main'\n/m.exec(text)?.[0] ?? "";
  const planned = withoutBlock(withoutBlock(text, "  synth:"), "      - uses: actions/download-artifact@");
  const alone = replaced(planned, "    needs: synth\n", guard);
  const placed = replaced(alone, STACK_FOLDER, `stack-folder: ${folder}\n          source: ${STACK}`);
  return placed.includes("needs: [synth, plan]") ? replaced(placed, "needs: [synth, plan]", "needs: plan") : placed;
}

function gitlabTop(text: string, language: Language): string {
  return language === "hcl"
    ? // The folder is there as it is: nothing is made, and the job hands it on.
      replaced(text, STACK_FOLDER, `stack-folder: ${STACK}\n      source: ${STACK}\n      synth: "true"`)
    : replaced(text, STACK_FOLDER, `${STACK_FOLDER}\n      synth: ${OWN_SYNTH}`);
}

function atlantisRepository(text: string, language: Language): string {
  if (language !== "hcl") return text;
  const here = replaced(text, `dir: cdktf.out/stacks/${STACK}`, `dir: ${STACK}`);
  const reading = replaced(
    here,
    "      # Everything, since a program may read any file; but for what is only read by people.\n",
    "",
  );
  return replaced(reading, `["../../../**/*", "!../../../docs/**", "!../../../**/*.md"]`, `["**/*", "!**/*.md"]`);
}

function atlantisServer(text: string, language: Language): string {
  return language === "hcl" ? withoutBlock(text, "    pre_workflow_hooks:") : replaced(text, SYNTH, OWN_SYNTH);
}
