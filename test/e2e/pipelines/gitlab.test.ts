import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ROOT } from "../../../scripts/project";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import {
  type FakeGitlab,
  type MergeRequest,
  type Pipeline,
  PROJECT,
  startFakeGitlab,
} from "../../support/pipelines/fake-gitlab";
import { type GitlabStory, openGitlabStory, type Ran } from "../../support/pipelines/gitlab-story";
import { declare } from "../../support/pipelines/repository";
import { type Run, run } from "../../support/run/run";

/** `npm run test:more -- gitlab` installs it, with a Node that it runs on, and asks that these tests passed. */
const [file, node] = [process.env["GREENVN_TEST_GITLAB_CI_LOCAL"], process.env["GREENVN_TEST_GITLAB_NODE"]];
const TOOLS = file && node ? [{ name: "gitlab-ci-local", file, node }] : [];

// Each pipeline starts Terraform several times.
jest.setTimeout(400_000);

for (const tool of TOOLS)
  describe(`the pipeline, run by ${tool.name}`, () => {
    let sandbox: TestSandbox;
    let story: GitlabStory;
    beforeAll(async () => {
      sandbox = await startTestSandbox();
      story = await openGitlabStory("max_charges: 2\nfail_on: [replace, delete, id-change]\nmask: true\n", tool, {
        sandbox,
        log: "warn",
      });
    });
    afterAll(async () => {
      await story.gitlab.close();
      await sandbox.close();
    });
    const freeNumber = (): string => sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1)[0] ?? "";
    // A job that ended otherwise says why.
    const expectJobs = ({ jobs, log }: Ran, wanted: object): void =>
      expect(isDeepStrictEqual(jobs, wanted) ? jobs : { jobs, log }).toEqual(wanted);
    const PLANNED = { "greenvn-synth": "PASS", "greenvn-plan": "PASS", "greenvn-note": "PASS" };
    const APPLIED = { "greenvn-synth": "PASS", "greenvn-reviewed": "PASS", "greenvn-apply": "PASS" };

    test("a merge request is planned and noted, and applied when it is merged", async () => {
      const planned = await story.request("add-support", declare({ support: { region: "DL" } }));
      expectJobs(planned, PLANNED);
      expect(story.note("add-support")).toMatch(/^<!-- greenvn-plan-report -->/);
      expect(sandbox.charged()).toBe(0);
      const applied = await story.merge("add-support");
      expect({ jobs: applied.jobs, charged: sandbox.charged() }).toEqual({ jobs: APPLIED, charged: 1 });
    });

    test("no phone number is printed where the policy hides them", async () => {
      const number = freeNumber();
      const before = (await story.repository.outputs())["support_green_vn"] ?? "";
      const planned = await story.request("change", declare({ support: { region: "KA", number } }));
      const applied = await story.merge("change", "merge");
      expect({ jobs: applied.jobs, charged: sandbox.charged() }).toEqual({ jobs: APPLIED, charged: 2 });
      for (const log of [planned.log, applied.log, story.note("change") ?? ""])
        for (const secret of [number, before, number.slice(3), "sandbox-token", "gitlab-token"])
          expect(log.includes(secret) ? secret : "hidden").toBe("hidden");
      expect(applied.log).toContain(`+91******${number.slice(-4)}`);
    });

    test("a plan that fails is said in the place of the one before", async () => {
      await story.request("pushes", declare({ support: { region: "MU" } }));
      expect(story.note("pushes")).toContain("greenvn_allocation.support");
      const failed = await story.request("pushes", declare({ support: { region: "MU", deallocateAfter: "5d" } }));
      expectJobs(failed, { ...PLANNED, "greenvn-plan": "FAIL" });
      expect(story.note("pushes")).toMatch(/FAILED/);
      const broken = await story.request("pushes", (files) => files.write("numbers.json", "{"));
      expect(broken.jobs["greenvn-synth"]).toBe("FAIL");
      expect(sandbox.charged()).toBe(2);
    });

    test.each([
      ["into an unprotected branch", { into: "main", unprotected: true }],
      ["into another branch", { into: "other" }],
      ["from a fork", { fork: true }],
    ])("a merge request %s is synthesized, and meets no secret", async (what, options) => {
      const calls = sandbox.calls().length;
      const ran = await story.request(what.replaceAll(" ", "-"), declare({ more: {} }), options);
      expect({ jobs: ran.jobs, calls: sandbox.calls().length - calls }).toEqual({
        jobs: { "greenvn-synth": "PASS" },
        calls: 0,
      });
    });

    test("what has expired, and what was never reviewed, is not applied", async () => {
      await story.request("expired", declare({ support: { region: "MU" } }));
      const last = story.gitlab.pipelines.at(-1);
      if (last !== undefined) last.artifacts = null;
      const applied = await story.merge("expired");
      expect({ how: applied.jobs["greenvn-apply"], charged: sandbox.charged() }).toEqual({ how: "FAIL", charged: 2 });
      expect(applied.log).toContain("has expired");
    });

    test("drift opens an issue, keeps one, and closes it", async () => {
      const night = await story.night();
      // What was merged above and not applied.
      expectJobs(night, { "greenvn-synth": "PASS", "greenvn-drift": "PASS", "greenvn-drift-issue": "PASS" });
      expect(story.gitlab.issues.map(({ state }) => state)).toEqual(["opened"]);
      await story.request("again", async (files) => files.write("notes.md", "planned again\n"));
      const applied = await story.merge("again");
      expect({ jobs: applied.jobs, charged: sandbox.charged() }).toEqual({ jobs: APPLIED, charged: 3 });
      await story.night();
      expect(story.gitlab.issues.map(({ state }) => state)).toEqual(["closed"]);
      expect(story.gitlab.refused).toEqual([]);
    });
  });

describe("what the jobs ask GitLab", () => {
  const SCRIPT = path.join(ROOT, "examples", "gitops", "ci", "gitlab.mjs");
  const COMMIT = "c".repeat(40);
  const HEAD = "d".repeat(40);
  let gitlab: FakeGitlab;
  let folder: string;
  beforeEach(async () => {
    gitlab = await startFakeGitlab("gitlab-token");
    folder = await mkdtemp(path.join(tmpdir(), "gvn-forge-"));
  });
  afterEach(async () => {
    await gitlab.close();
    await rm(folder, { recursive: true });
  });
  const ask = async (args: readonly string[], env: Record<string, string> = {}): Promise<Run> =>
    run(process.execPath, [SCRIPT, ...args], {
      cwd: folder,
      timeoutMs: 20_000,
      env: {
        PATH: process.env["PATH"],
        STACK: "numbers",
        CI_API_V4_URL: gitlab.url,
        CI_PROJECT_ID: String(PROJECT),
        CI_JOB_URL: "https://gitlab.example/job",
        CI_DEFAULT_BRANCH: "main",
        CI_COMMIT_SHA: COMMIT,
        CI_COMMIT_BRANCH: "main",
        GITLAB_TOKEN: "gitlab-token",
        ...env,
      },
    });

  const REQUEST = {
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(PROJECT),
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED: "true",
  };
  test.each<[string, Record<string, string>, number, RegExp]>([
    ["this project's, into the protected default branch", {}, 0, /^$/],
    ["a fork's", { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "18" }, 5, /comes from a fork/],
    ["one into another branch", { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "other" }, 5, /Only changes into main/],
    ["one into an unprotected branch", { CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED: "false" }, 5, /is not protected/],
    ["a push", { CI_PIPELINE_SOURCE: "push" }, 5, /for a merge request, not for push/],
  ])("may be planned with secrets: %s", async (_what, env, exitCode, said) => {
    const ran = await ask(["may-plan"], { ...REQUEST, ...env });
    expect({ exitCode: ran.exitCode, said: ran.stderr }).toEqual({
      exitCode,
      said: expect.stringMatching(said) as string,
    });
  });
  test.each<[Record<string, string>, number]>([
    [{ CI_COMMIT_REF_PROTECTED: "true" }, 0],
    [{ CI_COMMIT_REF_PROTECTED: "false" }, 5],
    [{ CI_COMMIT_REF_PROTECTED: "true", CI_COMMIT_BRANCH: "other" }, 5],
  ])("may be applied: %j", async (env, exitCode) => expect((await ask(["may-apply"], env)).exitCode).toBe(exitCode));

  const merged = (more: Partial<MergeRequest> = {}): void =>
    void gitlab.requests.push({
      ...{ iid: 4, source_project_id: PROJECT, target_branch: "main", sha: HEAD, state: "merged" },
      ...{ merge_commit_sha: COMMIT, squash_commit_sha: null, merged_at: "2026-11-26T10:00:00Z" },
      ...more,
    });
  const planned = (more: Partial<Pipeline> = {}, status = "success", finished_at = "2026-11-26T09:00:00Z"): void =>
    void gitlab.pipelines.push({
      ...{ id: 7 + gitlab.pipelines.length, iid: 4, sha: HEAD, source: "merge_request_event" },
      ref: "refs/merge-requests/4/head",
      jobs: [{ id: 70 + gitlab.pipelines.length, name: "greenvn-plan", status, finished_at }],
      artifacts: { "greenvn-plan/digest.json": `digest ${gitlab.pipelines.length}` },
      ...more,
    });
  test.each<[string, () => void, string | RegExp]>([
    ["merged as it was reviewed", () => (merged(), planned()), "digest 0"],
    ["squashed", () => (merged({ merge_commit_sha: null, squash_commit_sha: COMMIT }), planned()), "digest 0"],
    ["forwarded", () => (merged({ merge_commit_sha: null, sha: COMMIT }), planned({ sha: COMMIT })), "digest 0"],
    ["planned again: the newest counts", () => (merged(), planned(), planned()), "digest 1"],
    [
      "of what the merge would bring",
      () => (merged(), planned({ sha: "e", ref: "refs/merge-requests/4/merge" })),
      "digest 0",
    ],
    ["pushed by itself", () => undefined, /no merge request was merged as this commit/],
    ["still open", () => merged({ state: "opened" }), /no merge request was merged/],
    ["merged elsewhere", () => merged({ target_branch: "other" }), /no merge request was merged/],
    ["a fork's", () => (merged({ source_project_id: 18 }), planned()), /came from a fork/],
    ["never planned", () => merged(), /nothing planned the reviewed commit/],
    ["planned as another commit", () => (merged(), planned({ sha: "e" })), /nothing planned the reviewed commit/],
    ["planned by a push", () => (merged(), planned({ source: "push" })), /nothing planned the reviewed commit/],
    [
      "planned, and failed when it was planned again",
      () => (merged(), planned(), planned({}, "failed")),
      /did not pass/,
    ],
    [
      "planned again after the merge",
      () => (merged(), planned(), planned({}, "success", "2026-11-26T11:00:00Z")),
      /planned again after the merge/,
    ],
    ["planned long ago", () => (merged(), planned({ artifacts: null })), /has expired/],
  ])("the digest of what was reviewed: %s", async (_what, prepare, found) => {
    prepare();
    expect((await ask(["reviewed", "out"])).exitCode).toBe(0);
    const kept = path.join(folder, "out", typeof found === "string" ? "digest.json" : "none.txt");
    expect(await readFile(kept, "utf8")).toEqual(typeof found === "string" ? found : expect.stringMatching(found));
  });

  test("where GitLab can not be asked, it ends with 6 and no file, and the token is not shown", async () => {
    const ran = await ask(["reviewed", "out"], { GITLAB_TOKEN: "wrong-token" });
    expect(ran).toMatchObject({ exitCode: 6, stderr: expect.stringMatching(/HTTP 401\n$/) as string });
    expect(`${ran.stdout}${ran.stderr}`).not.toContain("wrong-token");
  });
});
