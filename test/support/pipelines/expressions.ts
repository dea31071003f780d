/** What `${{ … }}` and `if:` of a workflow are read from. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or jobs before ended. */
export interface Status {
  readonly succeeded: boolean;
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(==|!=|&&|\|\||[!()])|([A-Za-z_][\w.-]*))/y;

/** A text with its expressions replaced by what they come to. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_found, expression: string) =>
    shown(evaluate(expression, contexts, { succeeded: true })),
  );
}

/** Whether a step or job runs: without a word on how those before it ended, only after success. */
export function runs(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status.succeeded;
  const asked = condition.replace(/^\$\{\{|\}\}$/g, "");
  const met = truthy(evaluate(asked, contexts, status));
  return /\b(?:always|success|failure)\(\)/.test(asked) ? met : met && status.succeeded;
}

/** Throws on whatever it does not know: a step must not run, or be left out, because a test misread it. */
function evaluate(expression: string, contexts: Contexts, status: Status): unknown {
  const tokens = [...tokensOf(expression)];
  let at = 0;
  const next = (): string => tokens[at++] ?? fail(expression);
  const taken = (token: string): boolean => tokens[at] === token && ++at > 0;

  const primary = (): unknown => {
    const token = next();
    if (token === "!") return !truthy(primary());
    if (token === "(") {
      const value = either();
      return taken(")") ? value : fail(expression);
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (taken("(")) {
      if (!taken(")")) return fail(expression);
      if (token === "always") return true;
      if (token === "success") return status.succeeded;
      return fail(expression);
    }
    if (token === "true" || token === "false") return token === "true";
    return lookUp(token, contexts, expression);
  };
  const compared = (): unknown => {
    const left = primary();
    if (taken("==")) return shown(left) === shown(primary());
    if (taken("!=")) return shown(left) !== shown(primary());
    return left;
  };
  const both = (): unknown => {
    let value = compared();
    while (taken("&&")) {
      const right = compared();
      value = truthy(value) ? right : value;
    }
    return value;
  };
  const either = (): unknown => {
    let value = both();
    while (taken("||")) {
      const right = both();
      value = truthy(value) ? value : right;
    }
    return value;
  };
  const value = either();
  return at === tokens.length ? value : fail(expression);
}

function* tokensOf(expression: string): Generator<string> {
  TOKEN.lastIndex = 0;
  const text = expression.trimEnd();
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text) ?? fail(expression);
    yield (found[1] ?? found[2] ?? found[3]) as string;
  }
}

function lookUp(name: string, contexts: Contexts, expression: string): unknown {
  const [first = "", ...rest] = name.split(".");
  if (!Object.hasOwn(contexts, first)) return fail(expression);
  return rest.reduce<unknown>(
    (here, part) => (typeof here === "object" && here !== null ? (here as Contexts)[part] : undefined),
    contexts[first],
  );
}

function fail(expression: string): never {
  throw new Error(`not understood: ${expression}`);
}

function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
