import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { zipOf } from "./zip";

export const HERE = "example/numbers";
export const FORK = "stranger/numbers";
export const BOT = "github-actions[bot]";

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly files: Readonly<Record<string, Buffer>>;
  readonly created_at: string;
  expired: boolean;
}

/** A run of a workflow, as GitHub remembers it. */
export interface WorkflowRun {
  readonly id: number;
  readonly run_number: number;
  readonly workflow: string;
  readonly event: string;
  readonly head_sha: string;
  readonly head_repository: string;
  status: string;
  conclusion: string | null;
  readonly artifacts: Artifact[];
}

export interface Pull {
  readonly number: number;
  readonly base: string;
  readonly head_repository: string;
  head_sha: string;
  merge_commit_sha: string | null;
  merged_at: string | null;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
  edits: number;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  body: string;
  state: string;
  readonly labels: readonly string[];
  readonly comments: Comment[];
}

/** GitHub's API as far as the pipelines use it: it keeps runs, artifacts, comments with their edits, and issues. */
export interface FakeGithub {
  readonly url: string;
  readonly runs: WorkflowRun[];
  readonly pulls: Pull[];
  readonly comments: Map<number, Comment[]>;
  readonly issues: Issue[];
  readonly protectedBranches: Set<string>;
  /** `GET /repos/…` of each request. */
  readonly requests: string[];
  artifact(run: WorkflowRun, name: string, files: Readonly<Record<string, Buffer>>): void;
  close(): Promise<void>;
}

interface Asked {
  readonly method: string;
  readonly place: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function startFakeGithub(token: string): Promise<FakeGithub> {
  let ids = 100;
  const state = {
    runs: [] as WorkflowRun[],
    pulls: [] as Pull[],
    comments: new Map<number, Comment[]>(),
    issues: [] as Issue[],
    protectedBranches: new Set(["main"]),
    requests: [] as string[],
  };
  const routes: readonly (readonly [string, (found: readonly string[], asked: Asked) => unknown])[] = [
    ["GET /branches/([^/]+)", ([name = ""]) => ({ name, protected: state.protectedBranches.has(name) })],
    ["GET /rules/branches/([^/]+)", () => []],
    [
      "GET /commits/(\\w+)/pulls",
      ([sha]) => state.pulls.filter((pull) => pull.merge_commit_sha === sha || pull.head_sha === sha).map(pullJson),
    ],
    ["GET /actions/runs/(\\d+)", ([id]) => runJson(runOf(state.runs, id))],
    [
      "GET /actions/workflows/([^/]+)/runs",
      ([workflow], { query }) => ({
        workflow_runs: state.runs
          .filter(
            (run) =>
              run.workflow === workflow &&
              ["event", "head_sha", "status"].every((name) => {
                const wanted = query.get(name);
                return wanted === null || wanted === run[name as "event"];
              }),
          )
          .map(runJson),
      }),
    ],
    [
      "GET /actions/runs/(\\d+)/artifacts",
      ([id]) => ({
        artifacts: runOf(state.runs, id).artifacts.map((each) => ({
          id: each.id,
          name: each.name,
          expired: each.expired,
          created_at: each.created_at,
        })),
      }),
    ],
    [
      "GET /actions/artifacts/(\\d+)/zip",
      ([id]) => {
        const found = state.runs.flatMap(({ artifacts }) => artifacts).find((each) => String(each.id) === id);
        return found === undefined || found.expired ? null : zipOf(found.files);
      },
    ],
    ["GET /issues/(\\d+)/comments", ([number]) => commentsOf(number).map(commentJson)],
    [
      "POST /issues/(\\d+)/comments",
      ([number], { body }) => {
        const issue = state.issues.find((each) => String(each.number) === number);
        const comment = { id: ++ids, author: BOT, body: textOf(body["body"]), edits: 0 };
        (issue?.comments ?? commentsOf(number)).push(comment);
        return commentJson(comment);
      },
    ],
    [
      "PATCH /issues/comments/(\\d+)",
      ([id], { body }) => {
        const comment = [...state.comments.values()].flat().find((each) => String(each.id) === id);
        if (comment === undefined) return null;
        comment.body = textOf(body["body"]);
        comment.edits += 1;
        return commentJson(comment);
      },
    ],
    [
      "GET /issues",
      (_found, { query }) =>
        state.issues
          .filter((each) => each.state === query.get("state") && each.labels.includes(query.get("labels") ?? ""))
          .map(issueJson),
    ],
    [
      "POST /issues",
      (_found, { body }) => {
        const issue: Issue = {
          number: ++ids,
          title: textOf(body["title"]),
          body: textOf(body["body"]),
          state: "open",
          labels: body["labels"] as string[],
          comments: [],
        };
        state.issues.push(issue);
        return issueJson(issue);
      },
    ],
    [
      "PATCH /issues/(\\d+)",
      ([number], { body }) => {
        const issue = state.issues.find((each) => String(each.number) === number);
        if (issue === undefined) return null;
        if (body["body"] !== undefined) issue.body = textOf(body["body"]);
        if (body["state"] !== undefined) issue.state = textOf(body["state"]);
        return issueJson(issue);
      },
    ],
  ];
  const commentsOf = (number = ""): Comment[] => {
    const found = state.comments.get(Number(number)) ?? [];
    state.comments.set(Number(number), found);
    return found;
  };

  const answer = async (request: IncomingMessage): Promise<readonly [number, Buffer]> => {
    const url = new URL(request.url ?? "", "http://forge");
    state.requests.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== `Bearer ${token}`) return [401, Buffer.from("{}")];
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const prefix = `/repos/${HERE}`;
    if (!url.pathname.startsWith(prefix)) return [404, Buffer.from("{}")];
    const place = url.pathname.slice(prefix.length);
    for (const [pattern, respond] of routes) {
      const found = new RegExp(`^${pattern}$`).exec(`${request.method} ${place}`);
      if (found === null) continue;
      const body = (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
      const said = respond(found.slice(1), { method: request.method ?? "", place, query: url.searchParams, body });
      if (said === null) return [404, Buffer.from("{}")];
      // Lists come in pages: there is nothing on the second.
      const later = Number(url.searchParams.get("page") ?? "1") > 1;
      return [
        200,
        Buffer.isBuffer(said) ? said : Buffer.from(JSON.stringify(later && Array.isArray(said) ? [] : said)),
      ];
    }
    return [404, Buffer.from("{}")];
  };
  const server: Server = createServer((request, response) => {
    answer(request).then(
      ([status, bytes]) => response.writeHead(status).end(bytes),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    artifact(run, name, files) {
      const there = run.artifacts.findIndex((each) => each.name === name);
      if (there >= 0) run.artifacts.splice(there, 1);
      run.artifacts.push({ id: ++ids, name, files, created_at: new Date().toISOString(), expired: false });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function runOf(runs: readonly WorkflowRun[], id: string | undefined): WorkflowRun {
  const found = runs.find((each) => String(each.id) === id);
  if (found === undefined) throw new Error(`there is no run ${String(id)}`);
  return found;
}

function runJson(run: WorkflowRun): object {
  const { id, run_number, event, head_sha, status, conclusion, workflow } = run;
  return {
    ...{ id, run_number, event, head_sha, status, conclusion, workflow_id: workflow },
    path: `.github/workflows/${workflow}`,
    repository: { full_name: HERE },
    head_repository: { full_name: run.head_repository },
  };
}

export function pullJson(pull: Pull): object {
  return {
    number: pull.number,
    merged_at: pull.merged_at,
    merge_commit_sha: pull.merge_commit_sha,
    base: { ref: pull.base, repo: { full_name: HERE } },
    head: { sha: pull.head_sha, repo: { full_name: pull.head_repository } },
  };
}

function commentJson({ id, author, body }: Comment): object {
  return { id, body, user: { login: author } };
}

function issueJson({ number, title, body, state }: Issue): object {
  return { number, title, body, state, user: { login: BOT } };
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Error("a text is missing");
  return value;
}
