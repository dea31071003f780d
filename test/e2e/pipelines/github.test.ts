import { rm, writeFile } from "node:fs/promises";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type GithubStory, openGithubStory, ownWorkflow } from "../../support/pipelines/github-story";
import { declare, type Edit, MERGES, PROGRAM } from "../../support/pipelines/repository";

const POLICY = "max_charges: 2\nfail_on: [replace, delete, id-change]\n";
const GREEN = { synth: "success", plan: "success", unplanned: "skipped", greenvn: "success" };
const RED = { synth: "success", plan: "failure", unplanned: "skipped", greenvn: "failure" };
const APPLIED = { synth: "success", apply: "success" };
const STOPPED = { synth: "success", apply: "failure" };

let sandbox: TestSandbox;
let story: GithubStory;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  story = await openGithubStory(POLICY, { sandbox, log: "warn" });
});
afterAll(async () => {
  await story.github.close();
  await sandbox.close();
});

/** What has been charged since the last time it was asked. */
let charged = 0;
function newCharges(): number {
  const [before, now] = [charged, sandbox.charged()];
  charged = now;
  return now - before;
}
const writes = (): number => sandbox.calls().filter(({ method }) => method !== "GET").length;
/** Main as it was, whatever is merged in between. */
async function setBackAfter<T>(act: () => Promise<T>): Promise<T> {
  const before = await story.repository.git(story.repository.remote, "rev-parse", "main");
  try {
    return await act();
  } finally {
    await story.repository.setBack(before);
  }
}
const freeNumber = (): string => sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1)[0] ?? "";

test("a number is declared, planned, reported in one comment, merged, planned afresh and applied", async () => {
  const planned = await story.pull("add-support", declare({ support: { region: "DL" } }));
  expect(planned?.jobs).toEqual(GREEN);
  expect(story.comment("add-support")).toMatch(/^<!-- greenvn-plan-report -->\n/);
  expect(planned?.summary).toContain("greenvn_allocation.support");
  expect(planned?.run.artifacts.map(({ name, files }) => [name, Object.keys(files)])).toContainEqual([
    "greenvn-digest-numbers",
    ["digest.json"],
  ]);
  expect(newCharges()).toBe(0);

  const applied = await story.merge("add-support");
  expect({ jobs: applied.jobs, charged: newCharges() }).toEqual({ jobs: APPLIED, charged: 1 });
  expect(applied.log).toContain("The fresh plan does what the reviewed one did.");
  expect(applied.log).toContain("support_green_vn");
});

test("what is kept holds neither a plan nor a secret", () => {
  for (const { artifacts } of story.github.runs)
    for (const { name, files } of artifacts.filter(({ name }) => name !== "greenvn-synthesized")) {
      expect([name, Object.keys(files)]).toEqual(["greenvn-digest-numbers", ["digest.json"]]);
      for (const content of Object.values(files)) expect(content.toString()).not.toMatch(/sandbox-token|\+91\d|before/);
    }
});

test.each(MERGES)("a number that changes is one charged call, with the id unchanged: merged by %s", async (how) => {
  const before = await story.repository.outputs();
  const number = freeNumber();
  expect((await story.pull(`change-by-${how}`, declare({ support: { region: "KA", number } })))?.jobs).toEqual(GREEN);
  expect(newCharges()).toBe(0);
  const applied = await story.merge(`change-by-${how}`, how);
  expect({ jobs: applied.jobs, charged: newCharges() }).toEqual({ jobs: APPLIED, charged: 1 });
  expect(await story.repository.outputs()).toEqual({ ...before, support_green_vn: number });
});

test("an apply that is run again has nothing to do, and charges nothing", async () => {
  const again = await story.applyAgain();
  expect({ jobs: again.jobs, charged: newCharges() }).toEqual({ jobs: APPLIED, charged: 0 });
  expect(again.log).toContain("there is nothing to apply");
});

describe("a hostile pull request", () => {
  test.each<[string, Edit, RegExp]>([
    ["deletes an allocation", declare({}), /FAILED/],
    ["raises charges over the limit", declare({ support: { region: "MU" }, sales: {}, billing: {} }), /FAILED/],
    [
      "brings rules and scripts of its own",
      async (files) => {
        await files.numbers({});
        await files.write(".greenvn-policy.yaml", "fail_on: []\n");
        await files.write("examples/gitops/ci/plan.sh", "#!/bin/sh\nexit 0\n");
      },
      /FAILED/,
    ],
  ])("%s: the check is red, nothing is kept, and nothing is written", async (what, edit, verdict) => {
    const before = writes();
    const ran = await story.pull(what.replaceAll(" ", "-"), edit);
    expect(ran?.jobs).toEqual(RED);
    expect(story.comment(what.replaceAll(" ", "-"))).toMatch(verdict);
    expect(ran?.run.artifacts.map(({ name }) => name)).toEqual(["greenvn-synthesized"]);
    expect(writes()).toBe(before);
  });

  test("that is merged all the same is not applied", () =>
    setBackAfter(async () => {
      await story.pull("merged-in-spite", declare({}));
      const before = writes();
      const applied = await story.merge("merged-in-spite");
      expect({ jobs: applied.jobs, writes: writes() - before, charged: newCharges() }).toEqual({
        jobs: STOPPED,
        writes: 0,
        charged: 0,
      });
    }));
});

describe("where no plan may be made", () => {
  const noCalls = async (act: () => Promise<unknown>): Promise<void> => {
    const before = sandbox.calls().length;
    await act();
    expect(sandbox.calls()).toHaveLength(before);
  };

  test("a fork's is skipped, and the required check is red, not green", () =>
    noCalls(async () => {
      const ran = await story.pull("from-a-fork", declare({ more: {} }), { fork: true });
      expect(ran?.jobs).toEqual({ synth: "success", plan: "skipped", unplanned: "skipped", greenvn: "failure" });
    }));

  test("a pull request into another branch starts nothing", () =>
    noCalls(async () => {
      await story.repository.push("unprotected", async () => undefined);
      expect(await story.pull("into-another", declare({ more: {} }), { into: "unprotected" })).toBeNull();
    }));

  test.each<[string, Parameters<GithubStory["pull"]>[2] & { readonly event: string }, RegExp]>([
    ["into another branch", { event: "pull_request", into: "unprotected" }, /Only changes into main are planned/],
    ["from a fork", { event: "pull_request", fork: true }, /comes from a fork, which gets no secrets/],
    ["with the rights of the base", { event: "pull_request_target" }, /not for pull_request_target/],
  ])("a workflow that asks for it %s is stopped before Terraform", (what, options, why) =>
    noCalls(async () => {
      const workflow = await ownWorkflow(options.event);
      const ran = await story.pull(`own-${what.replaceAll(" ", "-")}`, declare({ more: {} }), { ...options, workflow });
      expect(ran?.jobs).toEqual({ synth: "success", plan: "failure" });
      expect(ran?.log).toMatch(why);
    }),
  );

  test("nor while main is not protected", () =>
    noCalls(async () => {
      story.github.protectedBranches.clear();
      try {
        const ran = await story.pull("while-open", declare({ more: {} }));
        expect(ran?.jobs).toEqual({ ...RED, unplanned: "success" });
        expect(ran?.log).toContain("main is not protected");
        const applied = await story.applyAgain();
        expect(applied.jobs).toEqual(STOPPED);
      } finally {
        story.github.protectedBranches.add("main");
      }
    }));
});

describe("only what was reviewed is applied", () => {
  const expectStopped = (branch: string, why: RegExp, before: () => Promise<void> | void): Promise<void> =>
    setBackAfter(async () => {
      const planned = await story.pull(branch, declare({ support: { region: "KA", number: freeNumber() } }));
      expect(planned?.jobs).toEqual(GREEN);
      await before();
      const written = writes();
      const applied = await story.merge(branch);
      expect({ jobs: applied.jobs, charged: newCharges(), writes: writes() - written }).toEqual({
        jobs: STOPPED,
        charged: 0,
        writes: 0,
      });
      expect(applied.log).toMatch(why);
      expect(applied.log).toContain("Nothing was applied. Plan and review again.");
    });
  const newest = () => {
    const run = story.github.runs.filter(({ workflow }) => workflow === "greenvn-plan.yml").at(-1);
    if (run === undefined) throw new Error("nothing was planned");
    return run;
  };
  const kept = () => newest().artifacts.find(({ name }) => name === "greenvn-digest-numbers");

  test("a digest that a fork's run kept under the same name is never looked at", async () => {
    const forged = Buffer.from("{}");
    expect(
      (await story.pull("forged-by-a-fork", declare({ support: { region: "KA", number: freeNumber() } })))?.jobs,
    ).toEqual(GREEN);
    story.github.runs.push({
      ...newest(),
      id: 9_000,
      run_number: 9_000,
      head_repository: "stranger/numbers",
      artifacts: [
        {
          id: 9_001,
          name: "greenvn-digest-numbers",
          files: { "digest.json": forged },
          created_at: "2026-11-26T00:00:00Z",
          expired: false,
        },
      ],
    });
    const applied = await story.merge("forged-by-a-fork");
    expect({ jobs: applied.jobs, charged: newCharges() }).toEqual({ jobs: APPLIED, charged: 1 });
  });

  test("a digest that somebody without the token put in the run's place is refused", () =>
    expectStopped("forged-digest", /made with another key|is not as it was made/, () => {
      const digest = kept()?.files["digest.json"]?.toString() ?? "";
      const { parts } = JSON.parse(digest) as { parts: { kind: string; digest: string }[] };
      const forged = parts.map((part) => ({ ...part, digest: "0".repeat(64) }));
      story.github.artifact(newest(), "greenvn-digest-numbers", {
        "digest.json": Buffer.from(JSON.stringify({ ...(JSON.parse(digest) as object), parts: forged })),
      });
    }));

  test("what was kept has expired", () =>
    expectStopped("expired", /has expired/, () => {
      const artifact = kept();
      if (artifact !== undefined) artifact.expired = true;
    }));

  test("a plan that was made again after the merge is not one that was reviewed", () =>
    setBackAfter(async () => {
      await story.pull("made-again", declare({ support: { region: "KA", number: freeNumber() } }));
      const artifact = kept();
      const run = newest();
      const written = writes();
      // As if somebody had run it again while the apply waited.
      run.artifacts.splice(run.artifacts.indexOf(artifact as (typeof run.artifacts)[number]), 1, {
        ...(artifact as (typeof run.artifacts)[number]),
        created_at: "2999-01-01T00:00:00Z",
      });
      const applied = await story.merge("made-again");
      expect({ jobs: applied.jobs, writes: writes() - written }).toEqual({ jobs: STOPPED, writes: 0 });
      expect(applied.log).toContain("planned again after the merge");
    }));

  test("the digest of another plan does not do", () =>
    expectStopped(
      "another-plan",
      /The fresh plan is not the one that was reviewed:\n.*the files of the stack's folder/,
      () => {
        const older = story.github.runs
          .filter(({ workflow }) => workflow === "greenvn-plan.yml")
          .flatMap(({ artifacts }) => artifacts)
          .find(({ name }) => name === "greenvn-digest-numbers");
        story.github.artifact(newest(), "greenvn-digest-numbers", older?.files ?? {});
      },
    ));

  test("somebody changed the allocation since the review", async () => {
    const id = (await story.repository.outputs())["support_allocation_id"] ?? "";
    await expectStopped("changed-since", /resource "greenvn_allocation.support" differs/, () =>
      sandbox.changeByHand(id, { apartyNumbers: ["+919000000001", "+919000000055"] }),
    );
    sandbox.changeByHand(id, { apartyNumbers: ["+919000000001"] });
  });

  test("a branch that was not up to date", async () => {
    await story.pull("late", (files) => files.write("notes.md", "written while main moved on\n"));
    await story.pull("late-change", async (files) => {
      await files.write(
        "main.js",
        `${PROGRAM}new TerraformOutput(stack, "team", { value: "support" });\napp.synth();\n`,
      );
    });
    await story.pull("early", declare({ support: { region: "KA", number: freeNumber() } }));
    expect((await story.merge("early")).jobs).toEqual(APPLIED);
    expect(newCharges()).toBe(1);
    await setBackAfter(async () => {
      const late = await story.merge("late-change");
      expect({ jobs: late.jobs, charged: newCharges() }).toEqual({ jobs: STOPPED, charged: 0 });
      expect(late.log).toMatch(/the files of the stack's folder/);
    });
    // What changes no number has nothing to be reviewed again.
    const late = await story.merge("late");
    expect({ jobs: late.jobs, charged: newCharges() }).toEqual({ jobs: APPLIED, charged: 0 });
    expect(late.log).toContain("there is nothing to apply");
  });

  test("a push that no pull request brought", () =>
    setBackAfter(async () => {
      const written = writes();
      await story.repository.push("straight", declare({ support: { region: "KA", number: freeNumber() } }));
      const applied = await story.merge("straight");
      expect({ jobs: applied.jobs, writes: writes() - written }).toEqual({ jobs: STOPPED, writes: 0 });
      expect(applied.log).toContain("no pull request was merged as this commit");
    }));
});

describe("a changed endpoint", () => {
  test.each([
    ["a host that the policy does not list", 'provider.addOverride("base_url", "https://exobridge.invalid");'],
    ["what only another run can tell", 'provider.addOverride("base_url", "${terraform.workspace}.example.com");'],
  ])("%s: the check is red, and nothing is applied however it is merged", (what, program) =>
    setBackAfter(async () => {
      const branch = what.replaceAll(" ", "-");
      const written = writes();
      expect((await story.pull(branch, (files) => files.program(program)))?.jobs).toEqual(RED);
      expect((await story.merge(branch)).jobs).toEqual(STOPPED);
      expect({ writes: writes() - written, charged: newCharges() }).toEqual({ writes: 0, charged: 0 });
    }),
  );

  test("another API for a new number fails the gate, and that API is asked for nothing that is charged", () =>
    setBackAfter(async () => {
      const before = sandbox.calls().length;
      const more = `const elsewhere = new GreenvnProvider(stack, "elsewhere", { alias: "elsewhere", baseUrl: "https://exobridge.invalid", skipCredentialsCheck: true });
new GreenVnAllocation(stack, "more", { aPartyNumbers: ["+919000000002"], bPartyNumbers: ["+919000000102"], provider: elsewhere });`;
      const planned = await story.pull("elsewhere", (files) => files.program(more));
      expect(planned?.jobs).toEqual(RED);
      expect(planned?.summary).toMatch(/endpoint/);
      expect(planned?.run.artifacts.map(({ name }) => name)).toEqual(["greenvn-synthesized"]);
      expect((await story.merge("elsewhere")).jobs).toEqual(STOPPED);
      expect(
        sandbox
          .calls()
          .slice(before)
          .filter(({ method }) => method !== "GET"),
      ).toEqual([]);
      expect(newCharges()).toBe(0);
    }));
});

describe("the comment is of the newest commit", () => {
  test("a plan that fails after one that passed is said in its place, and the next one again", async () => {
    const number = freeNumber();
    await story.pull("pushes", declare({ support: { region: "KA", number } }));
    expect(story.comment("pushes")).toContain("greenvn_allocation.support");
    const broken = await story.pull("pushes", (files) => files.write("main.js", "throw new Error('broken');\n"));
    expect(broken?.jobs).toEqual({ synth: "failure", plan: "skipped", unplanned: "success", greenvn: "failure" });
    expect(story.comment("pushes")).toMatch(/there is none[^]*the plan failed/);
    expect(story.comment("pushes")).not.toContain("greenvn_allocation.support");
    // The packages of the protected branch can not be had: the plan's job ends before it comes to Terraform.
    await writeFile(story.repository.npmIsBroken, "");
    const unready = await story.pull("pushes", (files) => files.program(""));
    await rm(story.repository.npmIsBroken);
    expect(unready?.jobs).toEqual({ synth: "success", plan: "failure", unplanned: "success", greenvn: "failure" });
    expect(story.comment("pushes")).toContain("there is none");
    await story.pull("pushes", declare({ support: { region: "KA", number } }));
    expect(story.comment("pushes")).toContain("greenvn_allocation.support");
    const refused = await story.pull("pushes", async (files) => {
      await files.program("");
      await files.numbers({ support: { region: "KA", number, deallocateAfter: "never" } });
    });
    expect(refused?.jobs["greenvn"]).toBe("failure");
    expect(story.comment("pushes")).toContain("there is none");
    expect((await story.pull("pushes", declare({ support: { region: "KA", number } })))?.jobs).toEqual(GREEN);
    expect(story.comment("pushes")).toContain("greenvn_allocation.support");
    expect(newCharges()).toBe(0);
  });
});

test("an apply waits for the one before, and is not cancelled", async () => {
  const earlier = {
    id: 1,
    run_number: 0,
    workflow: "greenvn-apply.yml",
    event: "push",
    head_sha: "0",
    head_repository: "",
    status: "in_progress",
    conclusion: null,
    artifacts: [],
  };
  story.github.runs.push(earlier);
  const waiting = story.applyAgain();
  const asked = (): number => story.github.requests.filter((line) => line.endsWith("/greenvn-apply.yml/runs")).length;
  const begun = asked();
  // Every look asks for five states.
  while (asked() < begun + 15) await new Promise((resolve) => setTimeout(resolve, 20));
  earlier.status = "completed";
  const { jobs, log } = await waiting;
  expect(jobs).toEqual(APPLIED);
  expect(log).toContain("Waiting for run 0.");
});

describe("the nightly run", () => {
  const open = () => story.github.issues.filter(({ state }) => state === "open");

  test("as declared: no issue", async () => {
    expect((await story.night()).jobs).toEqual({ synth: "success", drift: "success" });
    expect(open()).toEqual([]);
  });

  test("an issue is opened, kept up to date, and closed when the drift is gone", async () => {
    const id = (await story.repository.outputs())["support_allocation_id"] ?? "";
    sandbox.changeByHand(id, { apartyNumbers: ["+919000000001", "+919000000077"] });
    expect((await story.night()).jobs).toEqual({ synth: "success", drift: "success" });
    expect(open()).toHaveLength(1);
    expect(open()[0]?.body).toContain("Changed outside of Terraform");
    await story.night();
    expect(open()).toHaveLength(1);
    sandbox.changeByHand(id, { apartyNumbers: ["+919000000001"] });
    await story.night();
    expect(open()).toEqual([]);
    expect(story.github.issues[0]?.comments).toHaveLength(1);
  });

  test("an output that was never applied is one; one that holds the time of the plan neither stops an apply nor is one", async () => {
    const time = 'new TerraformOutput(stack, "planned_at", { value: "${plantimestamp()}" });';
    await story.pull("a-time", (files) => files.program(time));
    const applied = await story.merge("a-time");
    expect({ jobs: applied.jobs, log: applied.log.includes("planned_at") }).toEqual({ jobs: APPLIED, log: true });
    await story.night();
    expect(open()).toEqual([]);
    // Merged without review, so nothing of it is applied.
    await story.repository.push("an-output", (files) =>
      files.program(`${time}\nnew TerraformOutput(stack, "team", { value: "support" });`),
    );
    expect((await story.merge("an-output")).jobs).toEqual(STOPPED);
    await story.night();
    expect(open()).toHaveLength(1);
    expect(newCharges()).toBe(0);
  });
});
