// What github.mjs and gitlab.mjs share: requests to the forge, what is written there, and how a command ends.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The first line of every report: an earlier comment is found by it. */
export const MARKER = "<!-- greenvn-plan-report -->";
export const DRIFT_LABEL = "greenvn-drift";
const LONGEST_ANSWER_MS = 60_000;
const MAX_PAGES = 50;

/** Ends the command with a sentence: 5 where something is not allowed, 6 where the forge can not be asked. */
export class Stop extends Error {
  constructor(exitCode, sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

export function variable(name) {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Stop(2, `${name} is not set.`);
  return value;
}

/** The stack that comments, digests and issues are of. */
export function stackName() {
  const name = process.env.STACK ?? "";
  if (!/^[\w.-]{1,100}$/.test(name)) throw new Stop(2, "STACK must name the stack: letters, digits, dots, hyphens.");
  return name;
}

/** A forge's API below one address. Tokens are never printed. */
export class Api {
  constructor(url, headers) {
    this.url = url.replace(/\/+$/, "");
    this.headers = headers;
  }

  async send(method, place, body) {
    let answer;
    try {
      answer = await fetch(`${this.url}${place}`, {
        method,
        headers: { ...this.headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
    } catch (error) {
      throw new Stop(6, `${method} ${place}: ${error.cause?.message ?? error.message}`);
    }
    if (!answer.ok) throw new Stop(6, `${method} ${place}: HTTP ${answer.status}`);
    return answer;
  }

  async json(method, place, body) {
    const text = await (await this.send(method, place, body)).text();
    try {
      return text === "" ? null : JSON.parse(text);
    } catch {
      throw new Stop(6, `${method} ${place}: the answer is not JSON`);
    }
  }

  /** All entries of a list that comes in pages. */
  async all(place, of = (page) => page) {
    const found = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const entries = of(await this.json("GET", `${place}${place.includes("?") ? "&" : "?"}per_page=100&page=${page}`));
      found.push(...entries);
      if (entries.length < 100) return found;
    }
    throw new Stop(6, `GET ${place}: more than ${MAX_PAGES} pages`);
  }
}

/** Which stack a comment is about, where a repository has several: its last line. */
export function withStack(body) {
  return `${body.trimEnd()}\n\n<!-- greenvn-stack: ${stackName()} -->\n`;
}

export function isOfStack(body) {
  return body.trimEnd().endsWith(`<!-- greenvn-stack: ${stackName()} -->`);
}

/** What the comment says: the report, or that there is none for this commit. */
export function commentText(reportFile, commit, run) {
  if (reportFile !== undefined && existsSync(reportFile)) {
    const report = readFileSync(reportFile, "utf8");
    if (report.startsWith(MARKER)) return withStack(report);
  }
  return withStack(
    `${MARKER}\n## ❌ GreenVN plan: there is none\n\nStack \`${stackName()}\`, commit ${commit}: the plan failed, so nothing is known of what this change does. What failed: ${run}\n`,
  );
}

export const DRIFT_TITLE = () => `Numbers are not as declared: ${stackName()}`;

export function driftText(reportFile, commit, run) {
  const report = readFileSync(reportFile, "utf8");
  return withStack(`Commit ${commit}, seen by ${run}.\n\n${report}`);
}

/** Keeps what apply.sh reads: the digest of the reviewed plan, or why there is none. */
export function keepReviewed(folder, { digest, why, from }) {
  mkdirSync(folder, { recursive: true });
  if (digest === undefined) {
    writeFileSync(path.join(folder, "none.txt"), `${why}\n`);
    console.log(why);
    return;
  }
  writeFileSync(path.join(folder, "digest.json"), digest);
  console.log(from);
}

/** What a later step of a GitHub workflow may read. */
export function output(name, value) {
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

export async function main(commands, usage) {
  const [name, ...args] = process.argv.slice(2);
  try {
    const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
    if (command === undefined) throw new Stop(2, `usage: ${usage}`);
    await command(...args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof Stop ? error.exitCode : 2;
  }
}
