import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { build } from "../../../scripts/build";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../terraform/workspace";
import { type FakeGithub, FORK, HERE, type Pull, startFakeGithub } from "./fake-github";
import { GITHUB_TOKEN, GithubRunner, type Ran } from "./github-runner";
import { type Edit, githubWorkflows, type MERGES, openRepository, type Repository } from "./repository";

export interface PullOptions {
  /** Where it is to be merged. Default: main. */
  readonly into?: string;
  readonly fork?: boolean;
  /** A workflow of the user's own in place of the one that is ready to copy. */
  readonly workflow?: string;
  readonly event?: string;
}

/** A repository on GitHub with the workflows of `examples/gitops`: pull requests, merges, nights. */
export interface GithubStory {
  readonly workspace: Workspace;
  readonly github: FakeGithub;
  readonly repository: Repository;
  /** Opens a pull request, or pushes once more to it, and runs what that starts. */
  pull(branch: string, edit: Edit, options?: PullOptions): Promise<Ran | null>;
  /** Merges it into main, and runs what that starts. */
  merge(branch: string, how?: (typeof MERGES)[number]): Promise<Ran>;
  /** Runs the apply of main's last commit once more. */
  applyAgain(): Promise<Ran>;
  night(): Promise<Ran>;
  /** The one comment on a pull request; throws where there are several. */
  comment(branch: string): string | undefined;
}

/** `projectIn`: another project than the one of these tests, workflows and all. */
export async function openGithubStory(
  policy: string,
  options: WorkspaceOptions,
  projectIn?: (workspace: Workspace) => Readonly<Record<string, string>>,
): Promise<GithubStory> {
  await build(["library", "cli", "provider"]);
  const workspace = await openWorkspace(options);
  const github = await startFakeGithub(GITHUB_TOKEN);
  const workflows = await Promise.all(
    (await githubWorkflows()).map(
      async (file) => [`.github/workflows/${path.basename(file)}`, await readFile(file, "utf8")] as const,
    ),
  );
  const files = projectIn?.(workspace) ?? { ".greenvn-policy.yaml": policy, ...Object.fromEntries(workflows) };
  const repository = await openRepository(workspace, files, projectIn !== undefined);
  const runner = new GithubRunner(github, repository, workspace.folder, SANDBOX_ACCOUNT);
  const pulls = new Map<string, Pull>();
  const payload = { repository: { default_branch: "main", full_name: HERE } };
  const pushed = async (sha: string): Promise<Ran> => {
    const ran = await runner.start({
      workflow: "greenvn-apply.yml",
      event: "push",
      sha,
      ref: "refs/heads/main",
      payload,
    });
    if (ran === null) throw new Error("a push to main starts nothing");
    return ran;
  };

  return {
    workspace,
    github,
    repository,
    async pull(branch, edit, { into = "main", fork = false, workflow, event = "pull_request" } = {}) {
      const known = pulls.get(branch);
      const head = await repository.push(branch, edit, known === undefined ? "origin/main" : `origin/${branch}`);
      const pull: Pull = known ?? {
        number: pulls.size + 1,
        base: into,
        head_repository: fork ? FORK : HERE,
        head_sha: head,
        merge_commit_sha: null,
        merged_at: null,
      };
      pull.head_sha = head;
      if (known === undefined) {
        pulls.set(branch, pull);
        github.pulls.push(pull);
      }
      const sha = await repository.mergeResult(branch, into);
      return runner.start({
        workflow: "greenvn-plan.yml",
        ...(workflow === undefined ? {} : { text: workflow }),
        event,
        sha,
        ref: `refs/pull/${pull.number}/merge`,
        headSha: head,
        baseRef: into,
        fork,
        payload: {
          ...payload,
          pull_request: {
            number: pull.number,
            head: { sha: head, repo: { full_name: pull.head_repository } },
            base: { ref: into },
          },
        },
      });
    },
    async merge(branch, how = "squash") {
      const sha = await repository.merge(branch, how);
      const pull = pulls.get(branch);
      if (pull !== undefined) {
        pull.merge_commit_sha = sha;
        pull.merged_at = new Date().toISOString();
      }
      return pushed(sha);
    },
    async applyAgain() {
      return pushed(await repository.git(repository.remote, "rev-parse", "main"));
    },
    async night() {
      const sha = await repository.git(repository.remote, "rev-parse", "main");
      const ran = await runner.start({
        workflow: "greenvn-drift.yml",
        event: "schedule",
        sha,
        ref: "refs/heads/main",
        payload,
      });
      if (ran === null) throw new Error("a night starts nothing");
      return ran;
    },
    comment(branch) {
      const found = github.comments.get(pulls.get(branch)?.number ?? 0) ?? [];
      if (found.length > 1) throw new Error(`${branch} has ${found.length} comments`);
      return found[0]?.body;
    },
  };
}

/** A workflow of ten lines that uses the action by itself. */
export async function ownWorkflow(event: string): Promise<string> {
  const [file] = (await githubWorkflows()).filter((name) => name.endsWith("greenvn-plan.yml"));
  const { jobs, ...rest } = parse(await readFile(file ?? "", "utf8")) as Record<string, Record<string, object>>;
  const { synth, plan } = jobs as Record<string, object>;
  return JSON.stringify({ ...rest, on: { [event]: null }, jobs: { synth, plan: { ...plan, if: "always()" } } });
}
