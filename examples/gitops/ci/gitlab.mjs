// What the pipelines ask and tell GitLab: gitlab.mjs COMMAND
//
//   may-plan             whether this job may plan with the account's token: a merge request of this project into the
//                        protected default branch. Exit code 5 where it may not
//   may-apply            whether it may apply: the protected default branch
//   comment [REPORT.md]  one note on the merge request, found again and edited; without a report it says that there is none
//   reviewed FOLDER      the digest of the reviewed plan: from the pipeline of the reviewed commit in this project alone
//   drift CODE REPORT.md one open issue while there is drift (10), closed when it is gone (0)
//
// may-plan and may-apply ask nobody; the others need GITLAB_TOKEN.
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
  Stop,
  variable,
} from "./forge.mjs";

const PLAN_JOB = process.env.PLAN_JOB || "greenvn-plan";

const project = () => variable("CI_PROJECT_ID");
const job = () => variable("CI_JOB_URL");
const api = () => new Api(`${variable("CI_API_V4_URL")}`, { "private-token": variable("GITLAB_TOKEN") });
const at = (place) => `/projects/${encodeURIComponent(project())}${place}`;

function mayPlan() {
  if (process.env.CI_PIPELINE_SOURCE !== "merge_request_event")
    throw new Stop(5, `A plan is made for a merge request, not for ${process.env.CI_PIPELINE_SOURCE}.`);
  if (process.env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID !== project())
    throw new Stop(
      5,
      "The change comes from a fork, which gets no secrets. Take it over into a branch of this project.",
    );
  const [target, main] = [variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), variable("CI_DEFAULT_BRANCH")];
  if (target !== main) throw new Stop(5, `The change goes into ${target}. Only changes into ${main} are planned.`);
  if (process.env.CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED !== "true")
    throw new Stop(
      5,
      `${target} is not protected: whoever can push to it would decide by which rules plans are judged.`,
    );
}

function mayApply() {
  const main = variable("CI_DEFAULT_BRANCH");
  if (process.env.CI_COMMIT_BRANCH !== main)
    throw new Stop(5, `Only ${main} is applied, not ${process.env.CI_COMMIT_BRANCH ?? "a merge request"}.`);
  if (process.env.CI_COMMIT_REF_PROTECTED !== "true")
    throw new Stop(5, `${main} is not protected: anybody who can push to it could apply anything.`);
}

async function comment(reportFile) {
  const body = commentText(
    reportFile,
    process.env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || variable("CI_COMMIT_SHA"),
    job(),
  );
  const notes = at(`/merge_requests/${variable("CI_MERGE_REQUEST_IID")}/notes`);
  const me = await api().json("GET", "/user");
  const mine = (await api().all(`${notes}?sort=asc`)).filter(
    (each) => each.author?.id === me.id && each.body.startsWith(MARKER) && isOfStack(each.body),
  );
  const newest = mine.at(-1);
  if (newest === undefined) await api().json("POST", notes, { body });
  else await api().json("PUT", `${notes}/${newest.id}`, { body });
}

async function reviewed(folder) {
  keepReviewed(folder, await findReviewed(variable("CI_COMMIT_SHA")));
}

async function findReviewed(commit) {
  const none = (why) => ({ why: `There is no reviewed plan of ${commit}: ${why}.` });
  const requests = await api().all(at(`/repository/commits/${commit}/merge_requests`));
  const request = requests.find(
    (each) =>
      each.state === "merged" &&
      each.target_branch === process.env.CI_COMMIT_BRANCH &&
      String(each.target_project_id ?? each.project_id) === project() &&
      // A fast-forward makes no commit of its own.
      [each.merge_commit_sha, each.squash_commit_sha, each.sha].includes(commit),
  );
  if (request === undefined) return none("no merge request was merged as this commit");
  if (String(request.source_project_id) !== project()) return none(`merge request ${request.iid} came from a fork`);

  const ref = `refs/merge-requests/${request.iid}/`;
  const pipelines = (await api().all(at(`/merge_requests/${request.iid}/pipelines`))).filter(
    (each) =>
      String(each.project_id ?? project()) === project() &&
      each.source === "merge_request_event" &&
      // Of the reviewed commit itself, or of what its merge would bring.
      (each.sha === request.sha || each.ref === `${ref}merge` || each.ref === `${ref}train`),
  );
  const newest = pipelines.sort((one, other) => other.id - one.id)[0];
  if (newest === undefined) return none(`nothing planned the reviewed commit ${request.sha}`);
  const jobs = await api().all(at(`/pipelines/${newest.id}/jobs`));
  const plan = jobs.filter((each) => each.name === PLAN_JOB).sort((one, other) => other.id - one.id)[0];
  if (plan === undefined) return none(`pipeline ${newest.id} has no job ${PLAN_JOB}`);
  if (plan.status !== "success") return none(`the last plan of the reviewed commit ${request.sha} did not pass`);
  // A plan that was made again after the merge is one that nobody has reviewed.
  if (!(Date.parse(plan.finished_at) <= Date.parse(request.merged_at)))
    return none(`job ${plan.id} planned again after the merge`);
  const digest = await artifact(plan.id);
  if (digest === undefined) return none(`what job ${plan.id} kept has expired`);
  return { digest, from: `Reviewed: merge request ${request.iid}, commit ${request.sha}, job ${plan.id}.` };
}

/** The digest that a job kept; undefined where it is there no more. */
async function artifact(jobId) {
  try {
    return await (await api().send("GET", at(`/jobs/${jobId}/artifacts/greenvn-plan/digest.json`))).text();
  } catch (error) {
    if (error instanceof Stop && error.message.endsWith("HTTP 404")) return undefined;
    throw error;
  }
}

async function drift(code, reportFile) {
  const me = await api().json("GET", "/user");
  const issues = await api().all(at(`/issues?state=opened&labels=${DRIFT_LABEL}`));
  const mine = issues.filter((each) => each.author?.id === me.id && isOfStack(each.description ?? ""));
  if (code === "0") {
    for (const { iid } of mine) {
      await api().json("POST", at(`/issues/${iid}/notes`), { body: `Everything is as declared again: ${job()}` });
      await api().json("PUT", at(`/issues/${iid}`), { state_event: "close" });
    }
    return;
  }
  if (code !== "10") throw new Stop(2, "usage: gitlab.mjs drift 0|10 REPORT.md");
  const description = driftText(reportFile, variable("CI_COMMIT_SHA"), job());
  const [open] = mine;
  if (open !== undefined) await api().json("PUT", at(`/issues/${open.iid}`), { description });
  else await api().json("POST", at("/issues"), { title: `${DRIFT_TITLE()}`, description, labels: DRIFT_LABEL });
}

await main(
  { "may-plan": mayPlan, "may-apply": mayApply, comment, reviewed, drift },
  `gitlab.mjs may-plan | may-apply | comment [REPORT.md] | reviewed FOLDER | drift CODE REPORT.md`,
);
