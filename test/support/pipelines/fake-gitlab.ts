import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo } from "node:net";

export const PROJECT = 17;
const ME = 3;

export interface MergeRequest {
  readonly iid: number;
  readonly source_project_id: number;
  readonly target_branch: string;
  sha: string;
  state: string;
  merge_commit_sha: string | null;
  squash_commit_sha: string | null;
  merged_at: string | null;
}

export interface Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly sha: string;
  readonly source: string;
  readonly ref: string;
  readonly jobs: readonly {
    readonly id: number;
    readonly name: string;
    readonly status: string;
    readonly finished_at: string;
  }[];
  /** Of the job `greenvn-plan`, by their path; null where they have expired. */
  artifacts: Readonly<Record<string, string>> | null;
}

export interface Note {
  readonly id: number;
  readonly author: number;
  body: string;
}

export interface Issue {
  readonly iid: number;
  description: string;
  state: string;
  readonly notes: string[];
}

/** GitLab's API as far as the pipelines use it: it keeps merge requests, pipelines, notes and issues. */
export interface FakeGitlab {
  readonly url: string;
  readonly requests: MergeRequest[];
  readonly pipelines: Pipeline[];
  readonly notes: Map<number, Note[]>;
  readonly issues: Issue[];
  /** Names of jobs by the token that their requests bore: whoever asks without one is refused. */
  readonly refused: string[];
  close(): Promise<void>;
}

export async function startFakeGitlab(token: string): Promise<FakeGitlab> {
  let ids = 100;
  const requests: MergeRequest[] = [];
  const pipelines: Pipeline[] = [];
  const notes = new Map<number, Note[]>();
  const issues: Issue[] = [];
  const refused: string[] = [];
  const notesOf = (iid: string | undefined): Note[] => {
    const found = notes.get(Number(iid)) ?? [];
    notes.set(Number(iid), found);
    return found;
  };
  const shown = ({ id, author, body }: Note): object => ({ id, body, author: { id: author } });
  const issueShown = ({ iid, description }: Issue): object => ({ iid, description, author: { id: ME } });
  type Body = Readonly<Record<string, string>>;
  const routes: readonly (readonly [string, (found: readonly string[], body: Body) => unknown])[] = [
    [
      "GET /repository/commits/(\\w+)/merge_requests",
      ([sha]) =>
        requests
          .filter((each) => [each.merge_commit_sha, each.squash_commit_sha, each.sha].includes(sha ?? ""))
          .map((each) => ({ ...each, project_id: PROJECT, target_project_id: PROJECT })),
    ],
    [
      "GET /merge_requests/(\\d+)/pipelines",
      ([iid]) =>
        pipelines
          .filter((each) => String(each.iid) === iid)
          .map(({ id, sha, source, ref }) => ({ id, sha, source, ref, project_id: PROJECT })),
    ],
    ["GET /pipelines/(\\d+)/jobs", ([id]) => pipelines.find((each) => String(each.id) === id)?.jobs ?? null],
    [
      "GET /jobs/(\\d+)/artifacts/(.+)",
      ([id, file = ""]) => {
        const of = pipelines.find(({ jobs }) => jobs.some((each) => String(each.id) === id));
        return of?.artifacts?.[file] ?? null;
      },
    ],
    ["GET /merge_requests/(\\d+)/notes", ([iid]) => notesOf(iid).map(shown)],
    [
      "POST /merge_requests/(\\d+)/notes",
      ([iid], { body = "" }) => {
        const note = { id: ++ids, author: ME, body };
        notesOf(iid).push(note);
        return shown(note);
      },
    ],
    [
      "PUT /merge_requests/(\\d+)/notes/(\\d+)",
      ([iid, id], { body = "" }) => {
        const note = notesOf(iid).find((each) => String(each.id) === id);
        if (note === undefined) return null;
        note.body = body;
        return shown(note);
      },
    ],
    ["GET /issues", () => issues.filter(({ state }) => state === "opened").map(issueShown)],
    [
      "POST /issues",
      (_found, { description = "" }) => {
        const issue = { iid: ++ids, description, state: "opened", notes: [] };
        issues.push(issue);
        return issueShown(issue);
      },
    ],
    [
      "POST /issues/(\\d+)/notes",
      ([iid], { body = "" }) => {
        issues.find((each) => String(each.iid) === iid)?.notes.push(body);
        return {};
      },
    ],
    [
      "PUT /issues/(\\d+)",
      ([iid], { description, state_event }) => {
        const issue = issues.find((each) => String(each.iid) === iid);
        if (issue === undefined) return null;
        if (description !== undefined) issue.description = description;
        if (state_event === "close") issue.state = "closed";
        return issueShown(issue);
      },
    ],
  ];

  const answer = async (request: IncomingMessage): Promise<readonly [number, string]> => {
    const url = new URL(request.url ?? "", "http://forge");
    if (request.headers["private-token"] !== token) {
      refused.push(url.pathname);
      return [401, "{}"];
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if (url.pathname === "/user") return [200, JSON.stringify({ id: ME })];
    const prefix = `/projects/${PROJECT}`;
    if (!url.pathname.startsWith(prefix)) return [404, "{}"];
    for (const [pattern, respond] of routes) {
      const found = new RegExp(`^${pattern}$`).exec(`${request.method} ${url.pathname.slice(prefix.length)}`);
      if (found === null) continue;
      const said = respond(found.slice(1), (text === "" ? {} : JSON.parse(text)) as Body);
      if (said === null) return [404, "{}"];
      return [200, typeof said === "string" ? said : JSON.stringify(said)];
    }
    return [404, "{}"];
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ([status, text]) => response.writeHead(status).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ requests, pipelines, notes, issues, refused },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
