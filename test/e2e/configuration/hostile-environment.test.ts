import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { testOnNodeAlone } from "../../support/jest/on-node-alone";
import { prepared } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
let terraform: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox, log: "warn" });
  await terraform.declare(`
resource "greenvn_allocation" "line" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
}`);
});
afterEach(() => sandbox.close());

type Env = Readonly<Record<string, string | undefined>>;

/** Runs Terraform by way of a shell that prepares the process first. */
function through(shell: string, args: readonly string[], env: Env = {}): Promise<Run> {
  const where = { cwd: terraform.folder, env: { ...terraform.workspace.env, ...env }, timeoutMs: 60_000 };
  return run(
    "/bin/sh",
    ["-c", `${shell}\nexec "$0" "$@"${shell.includes("#closed") ? " <&-" : ""}`, prepared().terraform.path, ...args],
    where,
  );
}

const APPLY = ["apply", "-auto-approve", "-no-color", "-input=false"] as const;

test.each<[string, string, (around: string) => Promise<Env>]>([
  [
    "no home, a Turkish locale, standard input closed, files for their owner alone",
    "umask 077 #closed",
    async () => ({ HOME: undefined, LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Apia" }),
  ],
  [
    "a temporary folder with blanks, the POSIX locale, and Node told to print",
    "",
    async (around) => ({
      TMPDIR: await made(path.join(around, "my temporary files")),
      LC_ALL: "C",
      NODE_OPTIONS: "--inspect=127.0.0.1:0 --trace-warnings",
      NODE_DEBUG: "http,net,tls,http2",
    }),
  ],
  [
    "a temporary folder too long for a socket, and ES modules all around",
    "",
    async (around) => {
      await writeFile(path.join(around, "package.json"), '{ "type": "module" }');
      return {
        TMPDIR: await made(path.join(around, "long".repeat(30))),
        LANG: "POSIX",
        NODE_ENV: "production",
        NODE_PENDING_DEPRECATION: "1",
      };
    },
  ],
  [
    "a temporary folder that is not there, and few open files",
    "ulimit -n 128",
    async (around) => ({
      TMPDIR: path.join(around, "gone"),
      NODE_OPTIONS: "--max-old-space-size=64 --unhandled-rejections=strict --throw-deprecation",
    }),
  ],
])("%s", async (_name, shell, environment) => {
  const env = await environment(path.dirname(terraform.folder));
  const { exitCode, stdout, stderr } = await through(shell, APPLY, env);
  expect({ exitCode, stderr, ended: /Apply complete! Resources: 1 added/.test(stdout) }).toEqual({
    exitCode: 0,
    stderr: "",
    ended: true,
  });
  expect((await through(shell, ["plan", "-detailed-exitcode", "-no-color", "-input=false"], env)).exitCode).toBe(0);
  expect(sandbox.charged()).toBe(1);
  if (env["TMPDIR"] !== undefined && !env["TMPDIR"].endsWith("gone")) expect(await readdir(env["TMPDIR"])).toEqual([]);
  const journal = path.join(terraform.folder, ".terraform", "greenvn-journal");
  expect((await stat(journal)).mode & 0o777).toBe(0o700);
});

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

test("a working directory that can not be written, with state and data elsewhere", async () => {
  const around = path.dirname(terraform.folder);
  await chmod(terraform.folder, 0o555);
  await chmod(path.join(terraform.folder, ".terraform"), 0o555);
  try {
    const elsewhere = `-state=${path.join(around, "h", "terraform.tfstate")}`;
    expect((await through("", [...APPLY, elsewhere, "-lock=false"])).stdout).toMatch(/1 added/);
    expect((await through("", ["plan", "-detailed-exitcode", "-input=false", elsewhere, "-lock=false"])).exitCode).toBe(
      0,
    );
    expect(sandbox.charged()).toBe(1);
  } finally {
    await chmod(terraform.folder, 0o755);
    await chmod(path.join(terraform.folder, ".terraform"), 0o755);
  }
});

testOnNodeAlone(
  "settings that Node refuses, or that print where the provider answers, end in an error and no call",
  async () => {
    const loud = path.join(terraform.folder, "loud.cjs");
    await writeFile(loud, 'console.log("hello from a preloaded file");');
    for (const NODE_OPTIONS of ["--no-such-option", `--require ${loud}`]) {
      const { exitCode, stderr } = await through("", APPLY, { NODE_OPTIONS });
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        NODE_OPTIONS.includes("loud")
          ? /hello from a preloaded file/
          : /no-such-option|Plugin did not respond|failed to instantiate provider/i,
      );
    }
    terraform.workspace.killedOnPurpose = true;
    expect(sandbox.calls()).toEqual([]);
  },
);
