import { createRequire } from "node:module";
import path from "node:path";
import { Linter } from "eslint";
import { configs } from "typescript-eslint";
import { ROOT } from "../../../scripts/project";

const DIAGNOSTIC = 'export const gone = { severity: "error", summary: "Could not plan", detail: "It is gone." };';
const SENTENCE = 'export const unreadable = "the folder can not be read; name another";';

/** What only a `messages.ts` may make, and a folder where any other file is refused it. */
const OFFENCES: readonly (readonly [what: string, folder: string, text: string])[] = [
  ["a diagnostic", "src/provider", DIAGNOSTIC],
  ["a diagnostic", "src/provider/allocation", DIAGNOSTIC],
  ["the way to an error", "src/provider/allocation", 'import { error } from "../common/diagnostic"; error("a", "b");'],
  ["the way to a warning", "src/provider/steps", 'export { warning } from "../common/diagnostic";'],
  ["the way to both", "src/provider/steps", 'import * as make from "../common/diagnostic"; make.error("a", "b");'],
  ["a diagnostic", "src/plugin/engine", DIAGNOSTIC],
  [
    "a diagnostic in short",
    "src/plugin/engine/resource",
    'const severity = "error"; export const gone = { severity };',
  ],
  ["a diagnostic by a quoted name", "src/plugin/server/rpc", 'export const gone = { "severity": "error" };'],
  ["a sentence", "src/constructs", SENTENCE],
  ["a sentence", "src/constructs", "export const none = (prop: string) => `${prop}: is no list; write one`;"],
  ["a warning", "src/constructs", 'Annotations.of(scope).addWarning("number: twice");'],
  ["an error", "src/constructs", "throw new Error(`command: ${name}`);"],
  ["a sentence", "src/cli", SENTENCE],
  ["an error", "src/cli", 'throw new InvalidArgumentError("None.");'],
  ["a sentence", "src/install", SENTENCE],
  ["an error", "src/install", "throw new InstallError(`gone: ${name}`);"],
];

const config = createRequire(__filename)(path.join(ROOT, "eslint.config.js")) as Linter.Config[];
const linter = new Linter({ cwd: ROOT });

/** What lint says of a text in such a file, but for what it knows by types: the file is none. */
function refusalsIn(file: string, text: string): string[] {
  return linter
    .verify(text, [...config, configs.disableTypeChecked as Linter.Config], { filename: path.join(ROOT, file) })
    .filter(({ fatal, ruleId }) => fatal === true || ruleId?.startsWith("no-restricted-") === true)
    .map(({ message }) => message);
}

test.each(OFFENCES)("%s in %s is refused, but in its messages.ts: %s", (_what, folder, text) => {
  expect(refusalsIn(`${folder}/planted.ts`, text)).toContainEqual(expect.stringContaining("messages.ts"));
  expect(refusalsIn(`${folder}/messages.ts`, text)).toEqual([]);
});

test("the rooms within the constructs share one messages.ts", () =>
  expect(refusalsIn("src/constructs/checks/messages.ts", SENTENCE)).toHaveLength(1));

test("the wire spells diagnostics in protobuf", () =>
  expect(refusalsIn("src/plugin/wire/diagnostic-message.ts", DIAGNOSTIC)).toEqual([]));
