import { type Language } from "../../domain/language";
import { SANDBOX_STATE, SANDBOX_TOKEN } from "./sandbox";

/** Texts by the path of their file in the project. */
export type Files = Readonly<Record<string, string>>;

/** The stack's name: that of its folder, its outputs and its lock file. */
export const STACK = "numbers";

/** Where the project declares its numbers. */
export const declaredIn = (language: Language): string =>
  language === "hcl" ? `${STACK}/numbers.json` : "numbers.json";

/** Where Terraform runs. */
export const stackFolder = (language: Language): string => (language === "hcl" ? STACK : `cdktf.out/stacks/${STACK}`);

/** The file that names the sandbox. */
export const configuredIn = (language: Language): string => (language === "hcl" ? `${STACK}/main.tf` : "main.ts");

export const declared = (region: string): string => `{ "support": { "region": "${region}" } }`;

/** What is typed, from a project that was just written to a number that was changed on the sandbox. */
export function steps(language: Language): readonly string[] {
  return [
    "npm install",
    `npx greenvn sandbox --state ${SANDBOX_STATE} --quiet &`,
    `export GREENVN_API_TOKEN=${SANDBOX_TOKEN}`,
    "npm run apply",
    `echo '${declared("KA")}' > ${declaredIn(language)}`,
    "npm run apply",
  ];
}
