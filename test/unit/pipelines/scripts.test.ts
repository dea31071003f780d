import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../../scripts/project";

const CI = path.join(ROOT, "examples", "gitops", "ci");

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "gvn-ci-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], env: Record<string, string> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: `${path.join(folder, "bin")}:${path.dirname(process.execPath)}:/usr/bin:/bin`, ...env },
  });
  return { status, stdout, stderr };
}

function program(name: string, text: string): void {
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  writeFileSync(path.join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(folder, "bin", name), 0o755);
}

describe("terraform.sh", () => {
  test("Terraform sees what it needs, and none of the runner's secrets", () => {
    program("terraform", 'echo "$PWD $*"; env');
    mkdirSync(path.join(folder, "stack"));
    const needed = {
      GREENVN_API_TOKEN: "of the account",
      TF_VAR_region: "KA",
      AWS_ROLE_ARN: "role with spaces",
      HTTPS_PROXY: "http://proxy",
      MINE: "named",
    };
    const others = {
      GITLAB_TOKEN: "x",
      GH_TOKEN: "x",
      CI_JOB_TOKEN: "x",
      ACTIONS_RUNTIME_TOKEN: "x",
      GREENVN_DIGEST_KEY: "x",
      NODE_OPTIONS: "--no-warnings",
      lines: "one\nTF_FAKE=not a variable",
    };
    const ran = run(path.join(CI, "terraform.sh"), ["stack", "plan", "-out=a b"], {
      ...needed,
      ...others,
      TERRAFORM_ENV: "MINE",
    });
    const [first, ...lines] = ran.stdout.trim().split("\n");
    expect(first).toBe(`${path.join(folder, "stack")} plan -out=a b`);
    for (const [name, value] of Object.entries(needed)) expect(lines).toContain(`${name}=${value}`);
    for (const name of Object.keys(others)) expect(lines.filter((line) => line.startsWith(`${name}=`))).toEqual([]);
  });

  test("it ends as Terraform does, and takes the one that Atlantis names", () => {
    program("terraform1.11.4", "exit 7");
    expect(run(path.join(CI, "terraform.sh"), [".", "plan"], { ATLANTIS_TERRAFORM_VERSION: "1.11.4" }).status).toBe(7);
  });
});

describe("shown.sh", () => {
  test.each([0, 1, 3])("what a command prints passes through the mask, and its exit code %i is kept", (code) => {
    program("greenvn", `[ "$*" = mask ] || exit 9; sed s/secret/hidden/`);
    program("told", `echo secret; echo secret >&2; exit ${code}`);
    expect(run(path.join(CI, "shown.sh"), ["told", "a b"])).toEqual({
      status: code,
      stdout: "hidden\nhidden\n",
      stderr: "",
    });
  });

  test("where nothing can be masked it fails", () => {
    program("greenvn", "cat > /dev/null; exit 2");
    program("told", "exit 0");
    expect(run(path.join(CI, "shown.sh"), ["told"]).status).toBe(3);
  });
});

describe("tree.sh", () => {
  const git = (...args: readonly string[]): string =>
    run("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      GIT_CONFIG_GLOBAL: "/dev/null",
      HOME: folder,
    }).stdout.trim();
  const tree = (...args: readonly string[]): Ran => run(path.join(CI, "tree.sh"), args);
  beforeEach(() => {
    mkdirSync(path.join(folder, "numbers"));
    writeFileSync(path.join(folder, "numbers", "main.tf"), "# one\n");
    writeFileSync(path.join(folder, "README.md"), "one\n");
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "one");
  });

  test("of all of a commit, or of a folder in it, whatever stands beside it", () => {
    const [all, of] = [tree("HEAD").stdout.trim(), tree("HEAD", "numbers").stdout.trim()];
    expect(all).toBe(git("rev-parse", "HEAD^{tree}"));
    expect(of).toBe(git("rev-parse", "HEAD:numbers"));
    expect(tree("HEAD", "numbers/").stdout.trim()).toBe(of);
    expect(tree("HEAD", ".").stdout.trim()).toBe(all);
    writeFileSync(path.join(folder, "README.md"), "two\n");
    git("commit", "--quiet", "--all", "--message", "two");
    expect(tree("HEAD", "numbers").stdout.trim()).toBe(of);
    expect(tree("HEAD").stdout.trim()).not.toBe(all);
  });

  test.each([[["none"]], [["HEAD", "none"]], [["HEAD", "README.md"]], [["--help"]]])("%j is refused", (args) =>
    expect(tree(...args)).toMatchObject({ status: 2, stdout: "" }),
  );
});

describe("drifted.mjs", () => {
  const change = (actions: readonly string[], more: object = {}): object => ({ change: { actions, ...more } });
  const NIGHT = "2026-11-26T21:17:00Z";
  test.each<[string, object, number]>([
    ["nothing at all", {}, 0],
    ["what stays", { resource_changes: [{ address: "a.b", ...change(["no-op"]) }] }, 0],
    ["a data source that is read", { resource_changes: [{ address: "a.b", ...change(["read"]) }] }, 0],
    ["a change", { resource_changes: [{ address: "a.b", ...change(["update"]) }] }, 10],
    ["one of somebody else's", { resource_changes: [{ address: "null_resource.b", ...change(["create"]) }] }, 10],
    ["a move", { resource_changes: [{ address: "a.c", previous_address: "a.b", ...change(["no-op"]) }] }, 10],
    ["an import", { resource_changes: [{ address: "a.b", ...change(["no-op"], { importing: { id: "1" } }) }] }, 10],
    ["what was changed outside", { resource_drift: [{ type: "greenvn_allocation", ...change(["update"]) }] }, 10],
    ["a stranger's, changed outside", { resource_drift: [{ type: "aws_instance", ...change(["update"]) }] }, 0],
    [
      "an output that was never applied",
      { output_changes: { a: { actions: ["create"], before: null, after: 1 } } },
      10,
    ],
    ["an output that changes", { output_changes: { a: { actions: ["update"], before: "a", after: "b" } } }, 10],
    [
      "the time of the plan",
      { output_changes: { a: { actions: ["update"], before: "2026-11-25T21:17:00Z", after: NIGHT } } },
      0,
    ],
    ["a first time", { output_changes: { a: { actions: ["create"], before: null, after: NIGHT } } }, 10],
    ["what is put off", { deferred_changes: [{}] }, 10],
  ])("%s: exit code", (_what, plan, status) => {
    writeFileSync(path.join(folder, "plan.json"), JSON.stringify(plan));
    expect(run(process.execPath, [path.join(CI, "drifted.mjs"), "plan.json"])).toEqual({
      status,
      stdout: "",
      stderr: "",
    });
  });
});

test("counts.mjs counts a replacement as both", () => {
  const actions = [["create"], ["delete", "create"], ["update"], ["no-op"]];
  const plan = { resource_changes: actions.map((each) => ({ change: { actions: each } })) };
  writeFileSync(path.join(folder, "plan.json"), JSON.stringify(plan));
  expect(run(process.execPath, [path.join(CI, "counts.mjs"), "plan.json"]).stdout).toBe(
    '{"create":2,"update":1,"delete":1}\n',
  );
});

describe("unzip.mjs", () => {
  /** Made by another program: two files, and one written to a stream, whose sizes stand behind it. */
  const TWO =
    "UEsDBBQAAAAIAICjel0DimKsBgAAADIAAAAJAAAAb3RoZXIudHh0q6ggFQAAUEsDBBQAAAAIAICjel2QkBrLFQAAADAAAAALAAAAZGlnZXN0Lmpzb26rVkrJTE8tLlGyKikqTa3lqibABwBQSwECFAMUAAAACACAo3pdA4pirAYAAAAyAAAACQAAAAAAAAAAAAAAgAEAAAAAb3RoZXIudHh0UEsBAhQDFAAAAAgAgKN6XZCQGssVAAAAMAAAAAsAAAAAAAAAAAAAAIABLQAAAGRpZ2VzdC5qc29uUEsFBgAAAAACAAIAcAAAAGsAAAAAAA==";
  const STREAMED =
    "UEsDBBQACAAIAICjel0AAAAAAAAAAAAAAAALAAAAZGlnZXN0Lmpzb26rVkrJTE8tLlGyKikqTa3lqibABwBQSwcIkJAayxUAAAAwAAAAUEsBAhQDFAAIAAgAgKN6XZCQGssVAAAAMAAAAAsAAAAAAAAAAAAAAIABAAAAAGRpZ2VzdC5qc29uUEsFBgAAAAABAAEAOQAAAE4AAAAAAA==";
  const unzip = (base64: string, name: string): string => {
    const script = `import { unzip } from ${JSON.stringify(pathToFileURL(path.join(CI, "unzip.mjs")).href)};
process.stdout.write(JSON.stringify(unzip(Buffer.from(${JSON.stringify(base64)}, "base64"), ${JSON.stringify(name)}) ?? null));`;
    return run(process.execPath, ["--input-type=module", "--eval", script]).stdout;
  };
  const DIGEST = JSON.stringify('{"digest":true}\n'.repeat(3));

  test.each([
    ["the one that is asked for", TWO, "digest.json", DIGEST],
    ["one of a stream", STREAMED, "digest.json", DIGEST],
    ["none of that name", TWO, "none.json", "null"],
    ["no archive", "bm9uZQ==", "digest.json", "null"],
    ["nothing", "", "digest.json", "null"],
    ["one that is cut", TWO.slice(100), "digest.json", "null"],
  ])("%s", (_what, zip, name, content) => expect(unzip(zip, name)).toBe(content));
});
