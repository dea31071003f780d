import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../terraform/workspace";
import { type FakeGitlab, type MergeRequest, PROJECT, startFakeGitlab } from "./fake-gitlab";
import { type Edit, type MERGES, openRepository, type Repository } from "./repository";

const EXAMPLE = path.join(ROOT, "examples", "gitops", "gitlab");
const TOKEN = "gitlab-token";

/** gitlab-ci-local, and the Node that it asks for. */
export interface Tool {
  readonly file: string;
  readonly node: string;
}

export interface RequestOptions {
  readonly into?: string;
  readonly unprotected?: boolean;
  readonly fork?: boolean;
}

/** What a pipeline came to. */
export interface Ran {
  /** Of each job that was run. */
  readonly jobs: Readonly<Record<string, "PASS" | "FAIL">>;
  readonly log: string;
}

/** A project on GitLab with the pipeline of `examples/gitops`, run by gitlab-ci-local. */
export interface GitlabStory {
  readonly workspace: Workspace;
  readonly gitlab: FakeGitlab;
  readonly repository: Repository;
  request(branch: string, edit: Edit, options?: RequestOptions): Promise<Ran>;
  merge(branch: string, how?: (typeof MERGES)[number]): Promise<Ran>;
  night(): Promise<Ran>;
  note(branch: string): string | undefined;
}

export async function openGitlabStory(policy: string, tool: Tool, options: WorkspaceOptions): Promise<GitlabStory> {
  await build(["library", "cli", "provider"]);
  const workspace = await openWorkspace(options);
  const gitlab = await startFakeGitlab(TOKEN);
  const text = (name: string): Promise<string> => readFile(path.join(EXAMPLE, name), "utf8");
  const repository = await openRepository(workspace, {
    ".greenvn-policy.yaml": policy,
    ".gitlab-ci.yml": await text(".gitlab-ci.yml"),
    "templates/greenvn.yml": await text("templates/greenvn.yml"),
  });
  const requests = new Map<string, MergeRequest>();
  const work = path.join(workspace.folder, "work");
  const secrets = path.join(workspace.folder, "variables.yml");
  await writeFile(secrets, stringify(scoped()));
  const env = { ...repository.env, ...(await toolEnvironment(workspace, repository)) };

  const pipeline = async (sha: string, variables: Readonly<Record<string, string>>): Promise<Ran> => {
    await rm(work, { recursive: true, force: true });
    await repository.git(workspace.folder, "clone", "--quiet", repository.remote, work);
    await repository.git(work, "fetch", "--quiet", "origin", "+refs/pull/*:refs/remotes/pull/*");
    await repository.git(work, "checkout", "--quiet", "-B", "work", sha);
    const given = {
      CI_API_V4_URL: gitlab.url,
      CI_PROJECT_ID: String(PROJECT),
      CI_DEFAULT_BRANCH: "main",
      CI_COMMIT_SHA: sha,
      ...variables,
    };
    const ran = await repository.command(
      work,
      env,
      tool.node,
      tool.file,
      ...["--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source", "--no-color"],
      ...["--concurrency", "1", "--variables-file", path.relative(work, secrets)],
      ...Object.entries(given).flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
    );
    const log = `${ran.stdout}${ran.stderr}`;
    const ended = [...log.matchAll(/^ (PASS|FAIL) {2}(\S+)/gm)];
    if (ended.length === 0 && !log.includes("No jobs")) throw new Error(`nothing was run\n${log}`);
    return { jobs: Object.fromEntries(ended.map(([, how = "", name = ""]) => [name, how as "PASS"])), log };
  };

  return {
    workspace,
    gitlab,
    repository,
    async request(branch, edit, { into = "main", unprotected = false, fork = false } = {}) {
      const known = requests.get(branch);
      const sha = await repository.push(branch, edit, known === undefined ? "origin/main" : `origin/${branch}`);
      const source = fork ? PROJECT + 1 : PROJECT;
      const request: MergeRequest = known ?? {
        ...{ iid: requests.size + 1, source_project_id: source, target_branch: into, sha, state: "opened" },
        ...{ merge_commit_sha: null, squash_commit_sha: null, merged_at: null },
      };
      request.sha = sha;
      if (known === undefined) gitlab.requests.push(request);
      requests.set(branch, request);
      const ran = await pipeline(sha, {
        CI_PIPELINE_SOURCE: "merge_request_event",
        CI_MERGE_REQUEST_IID: String(request.iid),
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: into,
        CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED: String(!unprotected),
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(source),
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: sha,
      });
      const kept = path.join(work, ".gitlab-ci-local", "artifacts", "greenvn-plan", "greenvn-plan", "digest.json");
      const digest = await readFile(kept, "utf8").catch(() => undefined);
      const id = 1000 + gitlab.pipelines.length;
      const how = ran.jobs["greenvn-plan"];
      gitlab.pipelines.push({
        ...{ id, iid: request.iid, sha, source: "merge_request_event", ref: `refs/merge-requests/${request.iid}/head` },
        jobs:
          how === undefined
            ? []
            : [
                {
                  id: id + 5000,
                  name: "greenvn-plan",
                  status: how === "PASS" ? "success" : "failed",
                  finished_at: new Date().toISOString(),
                },
              ],
        artifacts: digest === undefined ? {} : { "greenvn-plan/digest.json": digest },
      });
      return ran;
    },
    async merge(branch, how = "squash") {
      const sha = await repository.merge(branch, how);
      const request = requests.get(branch);
      if (request !== undefined) {
        request.state = "merged";
        request.merged_at = new Date().toISOString();
        request[how === "squash" ? "squash_commit_sha" : "merge_commit_sha"] = sha;
      }
      return pipeline(sha, { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main", CI_COMMIT_REF_PROTECTED: "true" });
    },
    async night() {
      const sha = await repository.git(repository.remote, "rev-parse", "main");
      return pipeline(sha, {
        CI_PIPELINE_SOURCE: "schedule",
        CI_COMMIT_BRANCH: "main",
        CI_COMMIT_REF_PROTECTED: "true",
      });
    },
    note(branch) {
      const found = gitlab.notes.get(requests.get(branch)?.iid ?? 0) ?? [];
      if (found.length > 1) throw new Error(`${branch} has ${found.length} notes`);
      return found[0]?.body;
    },
  };
}

/** Each secret where the component says that it is to be scoped. */
function scoped(): object {
  const account = {
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
  };
  const of = (value: string, environments: readonly string[]): object => ({
    type: "variable",
    values: Object.fromEntries(environments.map((name) => [name, value])),
  });
  return {
    ...Object.fromEntries(
      Object.entries(account).map(([name, value]) => [name, of(value, ["greenvn-plan", "greenvn-apply"])]),
    ),
    GITLAB_TOKEN: of(TOKEN, ["greenvn-report"]),
  };
}

/** A home of its own, and a stand-in for rsync where the machine has none. */
async function toolEnvironment(workspace: Workspace, repository: Repository): Promise<NodeJS.ProcessEnv> {
  const [home, bin] = [path.join(workspace.folder, "home"), path.join(workspace.folder, "tool-bin")];
  await mkdir(home);
  await mkdir(bin);
  const there = await repository.command(workspace.folder, repository.env, "sh", "-c", "command -v rsync");
  if (there.exitCode !== 0)
    await symlink(path.join(ROOT, "tools", "gitlab-ci-local", "rsync.cjs"), path.join(bin, "rsync"));
  return { HOME: home, PATH: [repository.env["PATH"], bin].join(path.delimiter) };
}
