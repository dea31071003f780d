import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import path from "node:path";
import { build } from "../../../scripts/build";
import { COMMAND_LINE, VERSION } from "../../../scripts/project";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { endAllIn } from "../../support/init/typed";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";
import { vendorProvider } from "../../support/terraform/provider-folder";

/** A set-up is broken, `greenvn doctor` says how, the line that it prints is typed, and it says no more of it. */

interface Finding {
  readonly check: string;
  readonly verdict: "fine" | "note" | "fault";
  readonly says: string;
  readonly mend: readonly string[];
}

interface Diagnosis {
  readonly format: 1;
  readonly folder: string;
  readonly verdict: "fine" | "faulty";
  readonly checks: readonly Finding[];
}

const PIN = "471147";
let around: string;
let healthy: string;
let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["cli", "provider"]);
  around = await temporaryFolder("gvn-doctor-");
  sandbox = await startTestSandbox();
  healthy = path.join(around, "healthy");
  mkdirSync(path.join(healthy, "numbers"), { recursive: true });
  writeFileSync(path.join(healthy, "numbers", "main.tf"), configuration(sandbox.url));
  writeFileSync(path.join(healthy, ".greenvn-policy.yaml"), "max_charges: 5\n");
  writeFileSync(path.join(healthy, "package.json"), '{ "name": "numbers" }\n');
  vendorProvider(path.join(healthy, "numbers"));
  const first = someone();
  const ran = await typed(first, "cd numbers && terraform init -input=false");
  expect(ran.exitCode === 0 ? "" : ran.stdout + ran.stderr).toBe("");
  cpSync(path.join(first.folder, "numbers"), path.join(healthy, "numbers"), { recursive: true });
});
afterAll(async () => {
  await sandbox.close();
  await removeFolder(around);
});

const configuration = (url: string | null, sid = "sandbox"): string => `terraform {
  required_providers {
    greenvn = {
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "${VERSION}"
    }
  }
}
${url === null ? "" : `\nprovider "greenvn" {\n  account_sid = "${sid}" # a comment\n  base_url    = "${url}"\n}\n`}
resource "greenvn_allocation" "one" {
  connection_id  = "one"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+919000000101"]
  aparty_pins    = [${PIN}]
}
`;

interface Someone {
  readonly folder: string;
  readonly home: string;
  /** In front of the PATH. */
  readonly programs: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `npx` looks in `node_modules`; this one knows where the command is. */
const NPX = `#!/bin/sh\n[ "$1" = greenvn ] && shift && exec '${process.execPath}' '${COMMAND_LINE}' "$@"\n`;

let people = 0;
function someone(): Someone {
  const at = path.join(around, String(++people));
  const [folder, home, programs, terraforms] = ["w", "h", "p", "tf"].map((name) => path.join(at, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const each of [home, programs, terraforms]) mkdirSync(each, { recursive: true });
  cpSync(healthy, folder, { recursive: true });
  writeFileSync(path.join(programs, "npx"), NPX, { mode: 0o755 });
  symlinkSync(prepared().terraform.path, path.join(terraforms, "terraform"));
  return {
    folder,
    home,
    programs,
    env: {
      PATH: [programs, terraforms, path.dirname(process.execPath), "/usr/bin", "/bin"].join(path.delimiter),
      HOME: home,
      CHECKPOINT_DISABLE: "1",
      TF_INPUT: "0",
      TF_IN_AUTOMATION: "1",
      GREENVN_API_TOKEN: "sandbox-token",
      npm_config_offline: "true",
      npm_config_logs_max: "0",
    },
  };
}

/** Types lines into one shell. */
function typed({ folder, env }: Someone, script: string, input?: string): Promise<Run> {
  const where = { cwd: folder, env, timeoutMs: 60_000, ...(input === undefined ? {} : { input }) };
  return run("/bin/bash", ["-c", script], where);
}

const diagnosisIn = ({ folder }: Someone, name: string): Diagnosis =>
  JSON.parse(readFileSync(path.join(path.dirname(folder), name), "utf8")) as Diagnosis;

const program = (text: string): string => `#!/bin/sh\n${text}\n`;
const put = (file: string, text: string): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: file.includes("/p/") || file.includes("/bin/") ? 0o755 : 0o644 });
};
const plugin = (folder: string): string => {
  const plugins = path.join(folder, "numbers", "terraform.d", "plugins");
  const name = readdirSync(plugins, { recursive: true, encoding: "utf8" }).find((each) =>
    each.includes("terraform-provider-"),
  );
  return path.join(plugins, name ?? "");
};
const lockFile = (folder: string): string => path.join(folder, "numbers", ".terraform.lock.hcl");
const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, "utf8")));

/** How it is broken: by files, by what is typed before, and what is typed in answer to the line. */
interface Break {
  readonly files?: (who: Someone) => void;
  readonly typed?: (who: Someone) => string;
  readonly answer?: string;
  /** Which of the lines; default: the first. */
  readonly nth?: number;
  /** Typed after the line, until what it started is there. */
  readonly wait?: (who: Someone) => string;
}

const unsetTerraform = (who: Someone): string =>
  `export PATH=${[who.programs, path.dirname(process.execPath), "/usr/bin", "/bin"].join(":")}`;
const atHome = ({ home }: Someone): void => {
  mkdirSync(path.join(home, ".local", "bin"), { recursive: true });
  symlinkSync(prepared().terraform.path, path.join(home, ".local", "bin", "terraform"));
};
const HIDES = "provider_installation {\n  direct {}\n}\n";
const UNTIL_IT_LISTENS = (port: string): string =>
  `until node -e 'fetch("http://127.0.0.1:${port}/_sandbox/ledger").then(() => process.exit(0), () => process.exit(1))'; do sleep 0.1; done`;

test.each<[string, string, Break]>([
  [
    "an old Node in front on the PATH",
    "node",
    { files: ({ programs }) => put(path.join(programs, "node"), program("echo v18.20.1")) },
  ],
  ["GREENVN_TERRAFORM names nothing", "terraform", { typed: () => "export GREENVN_TERRAFORM=/nowhere/terraform" }],
  [
    "GREENVN_TERRAFORM names nothing, and none is on the PATH",
    "terraform",
    { files: atHome, typed: (who) => `${unsetTerraform(who)} GREENVN_TERRAFORM=nothing` },
  ],
  ["no Terraform is on the PATH", "terraform", { files: atHome, typed: unsetTerraform }],
  [
    "an old Terraform is",
    "terraform",
    {
      files: (who) => (atHome(who), put(path.join(who.programs, "terraform"), program('echo "Terraform v1.4.7"'))),
      typed: unsetTerraform,
    },
  ],
  ["TF_CLI_CONFIG_FILE names nothing", "cli-configuration", { typed: () => "export TF_CLI_CONFIG_FILE=/nowhere/tfrc" }],
  [
    "a CLI configuration hides terraform.d/plugins",
    "cli-configuration",
    {
      files: ({ home }) => put(path.join(home, "tfrc"), HIDES),
      typed: ({ home }) => `export TF_CLI_CONFIG_FILE=${home}/tfrc`,
    },
  ],
  ["that of the home does", "cli-configuration", { files: ({ home }) => put(path.join(home, ".terraformrc"), HIDES) }],
  [
    "dev_overrides names a folder without the executable",
    "cli-configuration",
    {
      files: ({ home }) =>
        put(
          path.join(home, ".terraformrc"),
          `provider_installation {\n  dev_overrides {\n    "cdktf-greenvn/greenvn" = "${home}"\n  }\n  direct {}\n}\n`,
        ),
    },
  ],
  [
    "a plugin cache that is not there",
    "plugin-cache",
    { files: ({ home }) => put(path.join(home, ".terraformrc"), 'plugin_cache_dir = "$HOME/plugin cache"\n') },
  ],
  ["the executable is not there", "executable", { typed: () => "rm -r numbers/terraform.d" }],
  ["it may not be executed", "executable", { typed: ({ folder }) => `chmod -x "${plugin(folder)}"` }],
  ["it was changed", "executable", { files: ({ folder }) => edit(plugin(folder), (text) => `${text}\n// more\n`) }],
  [
    "a file was put beside it",
    "executable",
    { files: ({ folder }) => put(path.join(path.dirname(plugin(folder)), "more"), "") },
  ],
  [
    "another platform's alone is there",
    "executable",
    {
      typed: ({ folder }) =>
        `mv "${path.dirname(plugin(folder))}" "${path.dirname(path.dirname(plugin(folder)))}/plan9_arm"`,
    },
  ],
  ["no lock file is there", "lock-file", { typed: () => "rm numbers/.terraform.lock.hcl" }],
  ["the lock file is damaged", "lock-file", { files: ({ folder }) => edit(lockFile(folder), () => "provider {") }],
  ["it lacks the provider", "lock-file", { files: ({ folder }) => edit(lockFile(folder), () => "# empty\n") }],
  [
    "it locks another version",
    "lock-file",
    {
      files: ({ folder }) => edit(lockFile(folder), (text) => text.replace(/version( +)= ".*"/, 'version$1= "0.0.9"')),
    },
  ],
  [
    "it locks another hash",
    "lock-file",
    { files: ({ folder }) => edit(lockFile(folder), (text) => text.replace(/h1:.*=/, `h1:${"A".repeat(43)}=`)) },
  ],
  [
    "a killed Terraform left its lock",
    "state-lock",
    {
      files: ({ folder }) =>
        put(path.join(folder, "numbers", ".terraform.tfstate.lock.info"), '{"ID":"41c0","Who":"me@here"}'),
    },
  ],
  [
    "another Terraform has the state locked",
    "state-lock",
    {
      files: ({ folder }) =>
        put(
          path.join(folder, "long", "main.tf"),
          `${configuration(null)}\nresource "terraform_data" "x" {\n  provisioner "local-exec" {\n    command = "sleep 4"\n  }\n}\n`,
        ),
      typed: () =>
        "cp -R numbers/terraform.d numbers/.terraform numbers/.terraform.lock.hcl long/ && (cd long && terraform apply -auto-approve -target=terraform_data.x > /dev/null 2>&1 &) ; until [ -e long/.terraform.tfstate.lock.info ] && [ -e long/terraform.tfstate ]; do sleep 0.1; done",
    },
  ],
  ["the policy has a near name", "policy", { typed: () => "mv .greenvn-policy.yaml .greenvn-policy.yml" }],
  [
    "the policy's field has one",
    "policy",
    {
      typed: () => "rm .greenvn-policy.yaml",
      files: ({ folder }) => put(path.join(folder, "package.json"), '{ "greenvnPolicies": { "max_charges": 1 } }\n'),
    },
  ],
  [
    "there are two policies",
    "policy",
    { files: ({ folder }) => put(path.join(folder, "package.json"), '{ "greenvnPolicy": { "max_charges": 1 } }\n') },
  ],
  [
    "the policy is a link that leads nowhere",
    "policy",
    { typed: () => "rm .greenvn-policy.yaml && ln -s /nowhere .greenvn-policy.yaml" },
  ],
  [
    "the policy has a key that is none",
    "policy",
    {
      files: ({ folder, programs }) => (
        put(path.join(folder, ".greenvn-policy.yaml"), "max_charge: 5\n"),
        put(path.join(programs, "ed"), program('sed -i.bak s/max_charge:/max_charges:/ "$1"'))
      ),
      typed: ({ programs }) => `export EDITOR="${programs}/ed"`,
    },
  ],
  [
    "the proxy is none that can be used",
    "proxy",
    { files: withoutBlock, typed: () => "unset GREENVN_API_TOKEN; export HTTPS_PROXY=socks5://me:hidden@127.0.0.1:9" },
  ],
  ["no token is set, on a sandbox", "account", { typed: () => "unset GREENVN_API_TOKEN" }],
  [
    "no SID is set, on a sandbox",
    "account",
    { files: withoutBlock, typed: () => `export GREENVN_BASE_URL=${sandbox.url}` },
  ],
  [
    "no token is set, elsewhere",
    "account",
    {
      files: withoutBlock,
      typed: () => "unset GREENVN_API_TOKEN; export GREENVN_ACCOUNT_SID=mine GREENVN_BASE_URL=https://api.invalid",
      answer: "a-token-of-mine\n",
    },
  ],
  [
    "no SID is set, elsewhere",
    "account",
    {
      files: withoutBlock,
      typed: () => "export GREENVN_API_TOKEN=a-token-of-mine GREENVN_BASE_URL=https://api.invalid",
      answer: "mine\n",
    },
  ],
  [
    "the address is none",
    "account",
    { files: withoutBlock, typed: () => "unset GREENVN_API_TOKEN; export GREENVN_BASE_URL=http://example.com" },
  ],
  [
    "a sandbox's credentials are left over",
    "account",
    { files: withoutBlock, typed: () => "export GREENVN_ACCOUNT_SID=sandbox GREENVN_BASE_URL=https://api.invalid" },
  ],
  [
    "the same, mended the other way",
    "account",
    {
      files: withoutBlock,
      typed: () => "export GREENVN_ACCOUNT_SID=sandbox GREENVN_BASE_URL=https://api.invalid",
      nth: 1,
    },
  ],
  ["a sandbox refuses the token", "api", { typed: () => "export GREENVN_API_TOKEN=a-token-of-mine" }],
  [
    "a sandbox refuses the account",
    "api",
    { files: withoutBlock, typed: () => `export GREENVN_BASE_URL=${sandbox.url} GREENVN_ACCOUNT_SID=mine` },
  ],
  [
    "the sandbox that the configuration names does not run",
    "api",
    {
      files: ({ folder }) =>
        put(path.join(folder, "numbers", "main.tf"), configuration(`http://127.0.0.1:${deadPort()}`)),
      wait: ({ folder }) =>
        UNTIL_IT_LISTENS(
          /127\.0\.0\.1:(\d+)/.exec(readFileSync(path.join(folder, "numbers", "main.tf"), "utf8"))?.[1] ?? "",
        ),
    },
  ],
  [
    "the address of a sandbox is left over in the environment",
    "api",
    {
      files: withoutBlock,
      typed: () =>
        `unset GREENVN_API_TOKEN; export GREENVN_API_TOKEN=t GREENVN_ACCOUNT_SID=sandbox GREENVN_BASE_URL=http://127.0.0.1:${deadPort()}`,
      nth: 1,
    },
  ],
])("%s", async (_case, check, { files, typed: before, answer, nth = 0, wait }) => {
  const who = someone();
  files?.(who);
  const at = path.dirname(who.folder);
  const pick = `const { checks } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const found = checks.find(({ check, verdict }) => check === process.argv[2] && verdict === "fault");
    console.log(found.mend[Number(process.argv[3])]);`;
  const doctor = `'${process.execPath}' '${COMMAND_LINE}' doctor`;
  const script = [
    ...(before === undefined ? [] : [before(who)]),
    `${doctor} --json > "${at}/before.json"; echo "before $?"`,
    `line=$('${process.execPath}' -e '${pick}' "${at}/before.json" ${check} ${nth}) || exit 9`,
    'echo "$line"',
    'eval "$line" || exit 8',
    ...(wait === undefined ? [] : [wait(who)]),
    `${doctor} --json > "${at}/after.json"`,
    `${doctor}`,
  ].join("\n");
  // What a line starts in the background goes on after its shell.
  const ran = await typed(who, `{\n${script}\n} > "${at}/said" 2>&1`, answer).finally(() => endAllIn(who.folder));
  const said = readFileSync(path.join(at, "said"), "utf8");
  expect([0, 1].includes(ran.exitCode ?? 9) ? "" : said).toBe("");
  expect(said).toMatch(/^before 1$/m);
  const [found, left] = ["before.json", "after.json"].map((name) => diagnosisIn(who, name));
  const faults = (diagnosis?: Diagnosis) => (diagnosis?.checks ?? []).filter(({ verdict }) => verdict === "fault");
  const fault = faults(found).find((each) => each.check === check);
  expect(fault).toBeDefined();
  expect(faults(left).filter(({ says }) => says === fault?.says)).toEqual([]);
  for (const secret of [PIN, "a-token-of-mine", "hidden"])
    expect(said.includes(secret) || JSON.stringify([found, left]).includes(secret) ? secret : "unsaid").toBe("unsaid");
  expect(sandbox.charged()).toBe(0);
});

/** The configuration names neither account nor address. */
function withoutBlock({ folder }: Someone): void {
  put(path.join(folder, "numbers", "main.tf"), configuration(null));
}

function deadPort(): number {
  return 20_000 + ((process.pid * 7 + people * 13) % 10_000);
}

test("a clock that is an hour off is told by the date of the API's answer, and set by the line", async () => {
  const who = someone();
  const isSet = path.join(who.home, "set");
  const server = await answering(() => new Date(Date.now() - (existsSync(isSet) ? 0 : 3_600_000)).toUTCString());
  const { port } = server.address() as AddressInfo;
  put(path.join(who.folder, "numbers", "main.tf"), configuration(`http://127.0.0.1:${port}`));
  put(path.join(who.programs, "sudo"), program(`touch '${isSet}'`));
  const doctor = `'${process.execPath}' '${COMMAND_LINE}' doctor`;
  const before = await typed(who, `${doctor} numbers`);
  expect({ exitCode: before.exitCode, said: /FAULT +clock: it is 36\d\d s ahead/.test(before.stdout) }).toEqual({
    exitCode: 1,
    said: true,
  });
  const line = /to mend it:\n +(sudo .+)/.exec(before.stdout)?.[1] ?? "false";
  const after = await typed(who, `${line} && ${doctor} numbers`);
  server.close();
  expect({ exitCode: after.exitCode, said: after.stdout.includes("ok    clock") }).toEqual({ exitCode: 0, said: true });
});

async function answering(date: () => string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", date: date() });
    response.end(JSON.stringify({ success: true, status: 200, data: {} }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("a set-up that is in order", () => {
  const everything = (folder: string): unknown =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => {
        const { mode, mtimeMs, size } = statSync(path.join(folder, name));
        return [name, mode, mtimeMs, size];
      });

  test.each<[string, (who: Someone) => NodeJS.ProcessEnv]>([
    ["as it is", ({ env }) => env],
    ["without a home", ({ env: { HOME: _, ...env } }) => env],
    ["in an odd locale", ({ env }) => ({ ...env, LC_ALL: "xx_YY.UTF-99", LANG: "tr_TR" })],
    [
      "with PATH and nothing else but the token",
      ({ env }) => ({ PATH: env["PATH"], GREENVN_API_TOKEN: env["GREENVN_API_TOKEN"] }),
    ],
  ])("nothing is wrong, nothing is written, and one free call is made: %s", async (_case, envOf) => {
    const who = someone();
    const before = everything(who.home);
    const calls = sandbox.calls().length;
    await typed(who, "chmod -R a-w .");
    const readOnly = everything(who.folder);
    const ran = await run(process.execPath, [COMMAND_LINE, "doctor"], {
      cwd: who.folder,
      env: envOf(who),
      timeoutMs: 60_000,
    });
    expect(everything(who.folder)).toEqual(readOnly);
    await typed(who, "chmod -R u+w .");
    expect({ exitCode: ran.exitCode, stderr: ran.stderr, last: ran.stdout.trimEnd().split("\n").at(-1) }).toEqual({
      exitCode: 0,
      stderr: "",
      last: "Nothing is wrong.",
    });
    expect(ran.stdout.match(/^ok/gm)?.length).toBeGreaterThanOrEqual(11);
    expect(everything(who.home)).toEqual(before);
    const made = sandbox.calls().slice(calls);
    expect(made.map(({ method, path: where }) => [method, where.endsWith("/settings")])).toEqual([["GET", true]]);
    expect(sandbox.charged()).toBe(0);
  });

  test.each([["nothing"], ["package.json"]])("exit code 2 where the folder is none: %s", async (dir) => {
    const ran = await typed(someone(), `'${process.execPath}' '${COMMAND_LINE}' doctor ${dir}`);
    expect(ran).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(/is no folder/) as unknown });
  });
});
