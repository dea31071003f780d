// What the pipelines ask and tell GitHub: github.mjs COMMAND
//
//   may-plan             whether this run may plan with the account's token: a pull request of this repository into the
//                        protected default branch. Exit code 5 where it may not
//   may-apply            whether it may apply: a push to the protected default branch
//   turn                 waits until every earlier run of this workflow has ended, so that none is cancelled for another
//   comment [REPORT.md]  one comment on the pull request, found again and edited; without a report it says that there is none
//   reviewed FOLDER      the digest of the reviewed plan: from the run of the reviewed commit in this repository alone
//   drift CODE REPORT.md one open issue while there is drift (10), closed when it is gone (0)
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Api,
  commentText,
  DRIFT_LABEL,
  DRIFT_TITLE,
  driftText,
  isOfStack,
  keepReviewed,
  main,
  MARKER,
  output,
  stackName,
  Stop,
  variable,
} from "./forge.mjs";
import { unzip } from "./unzip.mjs";

const PLAN_WORKFLOW = process.env.PLAN_WORKFLOW || "greenvn-plan.yml";
const AUTHOR = process.env.COMMENT_AUTHOR || "github-actions[bot]";
const LONGEST_WAIT_MS = 50 * 60_000;

const repository = () => variable("GITHUB_REPOSITORY");
const run = () => `${variable("GITHUB_SERVER_URL")}/${repository()}/actions/runs/${variable("GITHUB_RUN_ID")}`;
const api = () =>
  new Api(`${variable("GITHUB_API_URL")}/repos/${repository()}`, {
    authorization: `Bearer ${variable("GH_TOKEN")}`,
    accept: "application/vnd.github+json",
    "user-agent": "cdktf-greenvn",
    "x-github-api-version": "2022-11-28",
  });
const event = () => JSON.parse(readFileSync(variable("GITHUB_EVENT_PATH"), "utf8"));

async function mayPlan() {
  const name = variable("GITHUB_EVENT_NAME");
  // With pull_request_target a fork's code would meet the secrets.
  if (name !== "pull_request") throw new Stop(5, `A plan is made for pull_request, not for ${name}.`);
  const { pull_request: pull, repository: here } = event();
  if (pull.head.repo?.full_name !== repository())
    throw new Stop(
      5,
      "The change comes from a fork, which gets no secrets. Take it over into a branch of this repository.",
    );
  if (pull.base.ref !== here.default_branch)
    throw new Stop(5, `The change goes into ${pull.base.ref}. Only changes into ${here.default_branch} are planned.`);
  if (!(await isProtected(pull.base.ref)))
    throw new Stop(
      5,
      `${pull.base.ref} is not protected: whoever can push to it would decide by which rules plans are judged.`,
    );
}

/** By a protection rule or by a ruleset. */
async function isProtected(branch) {
  const name = encodeURIComponent(branch);
  if ((await api().json("GET", `/branches/${name}`)).protected === true) return true;
  return (await api().json("GET", `/rules/branches/${name}`)).length > 0;
}

async function mayApply() {
  const { repository: here } = event();
  if (process.env.GITHUB_REF !== `refs/heads/${here.default_branch}`)
    throw new Stop(5, `Only ${here.default_branch} is applied, not ${process.env.GITHUB_REF}.`);
  if (!(await isProtected(here.default_branch)))
    throw new Stop(5, `${here.default_branch} is not protected: anybody who can push to it could apply anything.`);
}

async function turn() {
  const [id, number] = [Number(variable("GITHUB_RUN_ID")), Number(variable("GITHUB_RUN_NUMBER"))];
  const workflow = (await api().json("GET", `/actions/runs/${id}`)).workflow_id;
  const waitMs = Number(process.env.TURN_WAIT_MS || 10_000);
  for (let waited = 0; waited <= LONGEST_WAIT_MS; waited += waitMs) {
    const runs = [];
    for (const status of ["requested", "queued", "pending", "waiting", "in_progress"])
      runs.push(
        ...(await api().all(`/actions/workflows/${workflow}/runs?status=${status}`, (page) => page.workflow_runs)),
      );
    const earlier = runs.filter((each) => each.run_number < number);
    if (earlier.length === 0) return;
    if (waited === 0) console.log(`Waiting for ${earlier.map((each) => `run ${each.run_number}`).join(", ")}.`);
    await sleep(waitMs);
  }
  throw new Stop(6, "An earlier run has not ended. Run this one again when it has.");
}

async function comment(reportFile) {
  const { pull_request: pull } = event();
  const body = commentText(reportFile, pull.head.sha, run());
  const comments = await api().all(`/issues/${pull.number}/comments`);
  const mine = comments.filter(
    (each) => each.user?.login === AUTHOR && each.body.startsWith(MARKER) && isOfStack(each.body),
  );
  const newest = mine.at(-1);
  if (newest === undefined) await api().json("POST", `/issues/${pull.number}/comments`, { body });
  else await api().json("PATCH", `/issues/comments/${newest.id}`, { body });
}

async function reviewed(folder) {
  keepReviewed(folder, await findReviewed(variable("GITHUB_SHA")));
}

async function findReviewed(commit) {
  const none = (why) => ({ why: `There is no reviewed plan of ${commit}: ${why}.` });
  const pulls = await api().all(`/commits/${commit}/pulls`);
  const pull = pulls.find(
    (each) =>
      each.merged_at !== null &&
      each.merge_commit_sha === commit &&
      each.base.repo?.full_name === repository() &&
      `refs/heads/${each.base.ref}` === process.env.GITHUB_REF,
  );
  if (pull === undefined) return none("no pull request was merged as this commit");
  if (pull.head.repo?.full_name !== repository()) return none(`pull request ${pull.number} came from a fork`);

  const head = pull.head.sha;
  const workflow = encodeURIComponent(PLAN_WORKFLOW);
  const runs = await api().all(
    `/actions/workflows/${workflow}/runs?event=pull_request&head_sha=${head}`,
    (page) => page.workflow_runs,
  );
  const ours = runs.filter(
    (each) =>
      each.head_sha === head &&
      each.event === "pull_request" &&
      each.head_repository?.full_name === repository() &&
      each.repository?.full_name === repository() &&
      each.path.split("@")[0] === `.github/workflows/${PLAN_WORKFLOW}`,
  );
  // The newest decides, whatever the earlier ones came to: a plan that failed again is not the one that was reviewed.
  const newest = ours.sort((one, other) => other.run_number - one.run_number)[0];
  if (newest === undefined) return none(`nothing planned the reviewed commit ${head}`);
  if (newest.conclusion !== "success") return none(`the last plan of the reviewed commit ${head} did not pass`);

  const artifacts = await api().all(`/actions/runs/${newest.id}/artifacts`, (page) => page.artifacts);
  const made = artifacts.filter((each) => each.name === `greenvn-digest-${stackName()}`);
  // A plan that was made again after the merge is one that nobody has reviewed.
  const named = made.filter((each) => Date.parse(each.created_at) <= Date.parse(pull.merged_at));
  if (made.length > named.length) return none(`run ${newest.id} planned again after the merge`);
  const kept = named.filter((each) => !each.expired).sort((one, other) => other.id - one.id)[0];
  if (kept === undefined)
    return none(named.length > 0 ? `what run ${newest.id} kept has expired` : `run ${newest.id} kept no digest`);
  const zip = await (await api().send("GET", `/actions/artifacts/${kept.id}/zip`)).arrayBuffer();
  const digest = unzip(zip, "digest.json");
  if (digest === undefined) return none(`what run ${newest.id} kept can not be read`);
  return { digest, from: `Reviewed: pull request ${pull.number}, commit ${head}, run ${newest.id}.` };
}

async function drift(code, reportFile) {
  const issues = await api().all(`/issues?state=open&labels=${DRIFT_LABEL}`);
  const mine = issues.filter((each) => each.user?.login === AUTHOR && isOfStack(each.body ?? ""));
  if (code === "0") {
    for (const { number } of mine) {
      await api().json("POST", `/issues/${number}/comments`, { body: `Everything is as declared again: ${run()}` });
      await api().json("PATCH", `/issues/${number}`, { state: "closed", state_reason: "completed" });
    }
    return;
  }
  if (code !== "10") throw new Stop(2, "usage: github.mjs drift 0|10 REPORT.md");
  const body = driftText(reportFile, variable("GITHUB_SHA"), run());
  const [open] = mine;
  if (open !== undefined) await api().json("PATCH", `/issues/${open.number}`, { body });
  else await api().json("POST", "/issues", { title: DRIFT_TITLE(), body, labels: [DRIFT_LABEL] });
  output("issue", open?.number ?? "new");
}

await main(
  { "may-plan": mayPlan, "may-apply": mayApply, turn, comment, reviewed, drift },
  "github.mjs may-plan | may-apply | turn | comment [REPORT.md] | reviewed FOLDER | drift CODE REPORT.md",
);
