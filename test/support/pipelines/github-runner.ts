import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../scripts/project";
import { type Contexts, filled, runs } from "./expressions";
import { type FakeGithub, FORK, HERE, type WorkflowRun } from "./fake-github";
import { type Repository } from "./repository";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

type Outputs = Readonly<Record<string, string>>;

interface Ended {
  readonly outcome: Result;
  readonly outputs: Outputs;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly branches?: readonly string[] } | null>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const OURS = "./node_modules/cdktf-greenvn";

export type Result = "success" | "failure" | "skipped";

/** What a run came to. */
export interface Ran {
  readonly run: WorkflowRun;
  /** How each job ended. */
  readonly jobs: Readonly<Record<string, Result>>;
  /** All that its steps printed. */
  readonly log: string;
  readonly summary: string;
}

/** What a run is asked for. */
export interface Asked {
  readonly workflow: string;
  /** The file's text, where it is not the one of the commit. */
  readonly text?: string;
  readonly event: string;
  readonly sha: string;
  readonly ref: string;
  readonly headSha?: string;
  readonly baseRef?: string;
  readonly fork?: boolean;
  readonly payload: object;
}

export interface Account {
  readonly sid: string;
  readonly key: string;
  readonly token: string;
}

/**
 * Runs a workflow of `examples/gitops` as GitHub would: its jobs in order, its steps as they stand, the composite action
 * of this repository. Actions of others (checkout, artifacts) are played.
 */
export class GithubRunner {
  readonly #github: FakeGithub;
  readonly #repository: Repository;
  readonly #folder: string;
  readonly #account: Account;
  #number = 0;

  constructor(github: FakeGithub, repository: Repository, folder: string, account: Account) {
    this.#github = github;
    this.#repository = repository;
    this.#folder = folder;
    this.#account = account;
  }

  /** Null where the event starts nothing. */
  async start(asked: Asked): Promise<Ran | null> {
    const name = `.github/workflows/${asked.workflow}`;
    const text = asked.text ?? (await this.#repository.git(this.#repository.remote, "show", `${asked.sha}:${name}`));
    const workflow = parse(text) as Workflow;
    const trigger = workflow.on[asked.event];
    if (trigger === undefined) return null;
    const branch = asked.baseRef ?? asked.ref.replace("refs/heads/", "");
    if (trigger?.branches !== undefined && !trigger.branches.includes(branch)) return null;

    this.#number += 1;
    const run: WorkflowRun = {
      id: 1000 + this.#number,
      run_number: this.#number,
      workflow: asked.workflow,
      event: asked.event,
      head_sha: asked.headSha ?? asked.sha,
      head_repository: asked.fork === true ? FORK : HERE,
      status: "in_progress",
      conclusion: null,
      artifacts: [],
    };
    this.#github.runs.push(run);
    return this.again(run, workflow, asked);
  }

  /** The jobs of a run, for the first time or once more. */
  async again(run: WorkflowRun, workflow: Workflow, asked: Asked): Promise<Ran> {
    const results: Record<string, Result> = {};
    const outputs: Record<string, Outputs> = {};
    const printed = { log: "", summary: "" };
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const needs = typeof job.needs === "string" ? [job.needs] : (job.needs ?? []);
      const contexts: Contexts = {
        github: githubContext(asked, run),
        env: workflow.env ?? {},
        needs: Object.fromEntries(needs.map((each) => [each, { result: results[each], outputs: outputs[each] ?? {} }])),
        vars: job.environment === undefined ? {} : { GREENVN_ACCOUNT_SID: this.#account.sid },
        secrets: this.#secrets(job, asked),
      };
      const ready = needs.every((each) => results[each] === "success");
      const ended: Ended = runs(job.if, contexts, { succeeded: ready })
        ? await this.#job(job, contexts, run, asked, workflow.env ?? {}, printed)
        : { outcome: "skipped", outputs: {} };
      results[name] = ended.outcome;
      outputs[name] = ended.outputs;
    }
    run.status = "completed";
    run.conclusion = Object.values(results).includes("failure") ? "failure" : "success";
    return { run, jobs: results, ...printed };
  }

  /** A fork gets none, and a job without an environment has none. */
  #secrets(job: Job, asked: Asked): Contexts {
    if (job.environment === undefined || (asked.fork === true && asked.event === "pull_request")) return {};
    return { GREENVN_API_KEY: this.#account.key, GREENVN_API_TOKEN: this.#account.token };
  }

  async #job(
    job: Job,
    contexts: Contexts,
    run: WorkflowRun,
    asked: Asked,
    env: Readonly<Record<string, string>>,
    printed: { log: string; summary: string },
  ): Promise<Ended> {
    const [work, files] = [path.join(this.#folder, "work"), path.join(this.#folder, "runner")];
    for (const folder of [work, files]) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    }
    await writeFile(path.join(files, "event.json"), JSON.stringify(asked.payload));
    const base: NodeJS.ProcessEnv = {
      ...this.#repository.env,
      ...env,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: this.#github.url,
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: HERE,
      GITHUB_EVENT_NAME: asked.event,
      GITHUB_EVENT_PATH: path.join(files, "event.json"),
      GITHUB_SHA: asked.sha,
      GITHUB_REF: asked.ref,
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_NUMBER: String(run.run_number),
      GITHUB_STEP_SUMMARY: path.join(files, "summary"),
      // What the runner's own tools sign in with, which no configuration has to see.
      ACTIONS_RUNTIME_TOKEN: "runtime-token",
      TURN_WAIT_MS: "50",
    };
    const ended = await this.#steps(job.steps, contexts, job.outputs ?? {}, base, { work, files, run, asked, printed });
    printed.summary += await readFile(path.join(files, "summary"), "utf8").catch(() => "");
    return ended;
  }

  async #steps(
    steps: readonly Step[],
    contexts: Contexts,
    outputs: Outputs,
    env: NodeJS.ProcessEnv,
    at: Place,
  ): Promise<Ended> {
    let succeeded = true;
    const done: Record<string, Ended> = {};
    for (const [index, step] of steps.entries()) {
      const now = { ...contexts, steps: done };
      const skipped = !runs(step.if, now, { succeeded });
      const ended = skipped
        ? { outcome: "skipped" as const, outputs: {} }
        : await this.#step(step, now, env, at, `${index}`);
      if (ended.outcome === "failure") succeeded = false;
      if (step.id !== undefined) done[step.id] = ended;
    }
    const told = Object.entries(outputs).map(([name, value]) => [name, filled(value, { ...contexts, steps: done })]);
    return { outcome: succeeded ? "success" : "failure", outputs: Object.fromEntries(told) as Outputs };
  }

  async #step(step: Step, contexts: Contexts, env: NodeJS.ProcessEnv, at: Place, name: string): Promise<Ended> {
    const given = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([key, value]) => [key, filled(String(value), contexts)]),
    );
    if (step.uses === OURS) return this.#composite(given, contexts, env, at);
    if (step.run === undefined) return { outcome: await this.#uses(step.uses ?? "", given, at), outputs: {} };
    const output = path.join(at.files, `output-${name}`);
    const script = path.join(at.files, "script");
    await writeFile(output, "");
    await writeFile(script, filled(step.run, contexts));
    const own = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, contexts)]),
    );
    const ran = await this.#repository.command(
      at.work,
      { ...env, ...own, GITHUB_OUTPUT: output },
      step.shell ?? "bash",
      "-e",
      script,
    );
    at.printed.log += `${ran.stdout}${ran.stderr}`;
    const lines = (await readFile(output, "utf8")).split("\n").filter((line) => line.includes("="));
    return {
      outcome: ran.exitCode === 0 ? "success" : "failure",
      outputs: Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      ),
    };
  }

  async #uses(uses: string, given: Readonly<Record<string, string>>, at: Place): Promise<Result> {
    const [action = ""] = uses.split("@");
    const inWork = (name = "."): string => path.join(at.work, name);
    switch (action) {
      case "actions/setup-node":
      case "hashicorp/setup-terraform":
        return "success";
      case "actions/checkout": {
        const into = inWork(given["path"]);
        await this.#repository.git(at.work, "clone", "--quiet", this.#repository.remote, into);
        await this.#repository.git(into, "fetch", "--quiet", "origin", "+refs/pull/*:refs/remotes/pull/*");
        const ref = given["ref"] === undefined ? at.asked.sha : `origin/${given["ref"]}`;
        await this.#repository.git(into, "checkout", "--quiet", "--detach", ref);
        return "success";
      }
      case "actions/upload-artifact": {
        const files = await filesIn(inWork(given["path"]));
        if (Object.keys(files).length === 0) return "failure";
        this.#github.artifact(at.run, given["name"] ?? "", files);
        return "success";
      }
      case "actions/download-artifact": {
        const found = at.run.artifacts.find(({ name }) => name === given["name"]);
        if (found === undefined) return "failure";
        for (const [name, content] of Object.entries(found.files)) {
          await mkdir(path.dirname(inWork(path.join(given["path"] ?? ".", name))), { recursive: true });
          await writeFile(inWork(path.join(given["path"] ?? ".", name)), content);
        }
        return "success";
      }
      default:
        throw new Error(`no such action is played: ${uses}`);
    }
  }

  async #composite(
    given: Readonly<Record<string, string>>,
    contexts: Contexts,
    env: NodeJS.ProcessEnv,
    at: Place,
  ): Promise<Ended> {
    const action = parse(await readFile(path.join(ROOT, "action.yml"), "utf8")) as {
      readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
      readonly outputs: Readonly<Record<string, { readonly value: string }>>;
      readonly runs: { readonly steps: readonly Step[] };
    };
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
    if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(", ")}`);
    const github = {
      ...(contexts["github"] as Contexts),
      action_path: path.join(at.work, "node_modules", "cdktf-greenvn"),
    };
    const inputs = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: fallback = "" }]) => [
        name,
        given[name] ?? filled(String(fallback), contexts),
      ]),
    );
    // Neither secrets nor what was needed: an action has what it is handed.
    const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, value]);
    return this.#steps(action.runs.steps, { github, inputs }, Object.fromEntries(outputs) as Outputs, env, at);
  }
}

interface Place {
  readonly work: string;
  readonly files: string;
  readonly run: WorkflowRun;
  readonly asked: Asked;
  readonly printed: { log: string; summary: string };
}

export const GITHUB_TOKEN = "github-token";

function githubContext(asked: Asked, run: WorkflowRun): Contexts {
  return {
    event: asked.payload,
    event_name: asked.event,
    repository: HERE,
    sha: asked.sha,
    ref: asked.ref,
    base_ref: asked.baseRef,
    run_id: run.id,
    token: GITHUB_TOKEN,
  };
}

async function filesIn(place: string): Promise<Record<string, Buffer>> {
  const found = await stat(place).catch(() => null);
  if (found === null) return {};
  if (found.isFile()) return { [path.basename(place)]: await readFile(place) };
  const names = await readdir(place, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [path.relative(place, file), await readFile(file)] as const)),
  );
}
