import { type Language } from "../../domain/language";
import { CDKTF, CDKTN } from "../../install/libraries";
import { type Files, STACK, stackFolder } from "./steps";

/** What the programs run on, as this version was tested with it. */
export const TESTED = { constructs: "10.7.2", tsx: "4.23.15" } as const;

/** The library of a language, in the line of versions that the package's entry asks for. */
const LIBRARIES = { cdktf: CDKTF, cdktn: CDKTN } as const;

export function manifest(language: Language, dependency: string): string {
  return `${JSON.stringify(
    {
      name: STACK,
      private: true,
      scripts: scripts(language),
      dependencies: { "cdktf-greenvn": dependency, ...libraries(language) },
      ...(language === "hcl" ? {} : { devDependencies: { tsx: `^${TESTED.tsx}` } }),
    },
    null,
    2,
  )}\n`;
}

function libraries(language: Language): Readonly<Record<string, string>> {
  if (language === "hcl") return {};
  const { name, line } = LIBRARIES[language];
  // Before 1.0 each line of versions breaks with the former; and each library takes other `constructs`.
  return { [name]: `~${line}.0`, constructs: `~${TESTED.constructs}` };
}

/** HCL needs none of the packages that the constructs stand on. */
export function npmSettings(language: Language): Files {
  return language === "hcl" ? { ".npmrc": "legacy-peer-deps=true\n" } : {};
}

function scripts(language: Language): Readonly<Record<string, string>> {
  const folder = stackFolder(language);
  const up = folder.replace(/[^/]+/g, "..");
  // As everywhere: the one that GREENVN_TERRAFORM names, then Terraform, then OpenTofu.
  const there = `cd ${folder} && T="\${GREENVN_TERRAFORM:-$(command -v terraform || command -v tofu || echo terraform)}"`;
  const made =
    language === "hcl"
      ? { provider: `greenvn provider install --dir ${folder} > /dev/null` }
      : { synth: "node --import tsx main.ts" };
  const [first = ""] = Object.keys(made);
  return {
    ...made,
    ready: `npm run --silent ${first} && ${there} && "$T" init -input=false > /dev/null`,
    plan:
      `npm run --silent ready && ${there} && "$T" plan -out=next.tfplan > /dev/null && "$T" show -json next.tfplan | ` +
      `(cd ${up} && greenvn plan-report - --plan-file ${folder}/next.tfplan)`,
    apply: `npm run --silent ready && ${there} && "$T" apply`,
  };
}
