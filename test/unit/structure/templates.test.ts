import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../scripts/project";

const FOLDER = path.join(ROOT, ".github", "ISSUE_TEMPLATE");
const forms = readdirSync(FOLDER).filter((file) => file !== "config.yml");

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly { readonly type: string; readonly id?: string; readonly attributes: { label?: string } }[];
}

test.each(forms)("the issue form %s is whole, and every answer has a name", (file) => {
  const { name, description, body } = parse(readFileSync(path.join(FOLDER, file), "utf8")) as Form;
  expect([name, description].every((text) => text.length > 0)).toBe(true);
  const questions = body.filter(({ type }) => type !== "markdown");
  expect(questions.every(({ id, attributes }) => id !== undefined && attributes.label !== undefined)).toBe(true);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
});

test("a bug report asks for the plan, the provider's log and the versions", () => {
  const { body } = parse(readFileSync(path.join(FOLDER, "bug.yml"), "utf8")) as Form;
  expect(body.flatMap(({ id }) => id ?? [])).toEqual(["what", "configuration", "plan", "log", "versions"]);
});
