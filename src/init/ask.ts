import { isCancel, select } from "@clack/prompts";
import { type Language, LANGUAGES } from "../domain/language";
import { ASKED } from "./messages";
import { type Answers, type Pipeline, PIPELINES } from "./project/answers";

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Asks for what is not answered yet. Null where whoever was asked would rather not. */
export async function ask(answered: Partial<Answers>, terminal: Terminal): Promise<Answers | null> {
  const language = answered.language ?? (await chosen<Language>(ASKED.language, LANGUAGES, ASKED.languages, terminal));
  if (language === null) return null;
  const pipeline = answered.pipeline ?? (await chosen<Pipeline>(ASKED.pipeline, PIPELINES, ASKED.pipelines, terminal));
  return pipeline === null ? null : { language, pipeline };
}

async function chosen<T extends string>(
  message: string,
  values: readonly T[],
  labels: Readonly<Record<T, string>>,
  { input, output }: Terminal,
): Promise<T | null> {
  const options = values.map((value) => ({ value: value, label: labels[value] }));
  const answer = await select<string>({ message, options, input, output });
  return isCancel(answer) ? null : (values.find((value) => value === answer) ?? null);
}
