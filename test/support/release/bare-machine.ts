import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { findTerraform } from "../../../scripts/find-terraform";
import { temporaryFolder } from "../run/prepared";
import { type Run, run } from "../run/run";
import { REQUIRED_PROVIDERS } from "../terraform/workspace";

/** A machine with a Terraform and nothing else on its PATH: no Node, no npm. */
export interface BareMachine {
  /** Around everything of this machine. */
  readonly around: string;
  /** What Terraform runs in. */
  readonly folder: string;
  readonly env: Record<string, string>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  terraform(...args: readonly string[]): Promise<Run>;
  /** Throws, with all that Terraform said, where it fails. */
  succeeds(...args: readonly string[]): Promise<Run>;
}

export async function openBareMachine(cliConfiguration: string): Promise<BareMachine> {
  const search = await findTerraform(process.env, () => undefined);
  if (search.kind === "none") throw new Error(search.sentence);
  const around = await temporaryFolder("gvn-bare-");
  const [folder, bin, home, temporary] = ["w", "bin", "home", "t"].map((name) => path.join(around, name));
  if (folder === undefined || bin === undefined || home === undefined || temporary === undefined) throw new Error();
  for (const each of [folder, bin, home, temporary]) await mkdir(each, { mode: 0o700 });
  await symlink(search.terraform.path, path.join(bin, "terraform"));
  const configuration = path.join(around, "cli.tfrc");
  await writeFile(configuration, cliConfiguration);
  await writeFile(path.join(folder, "terraform.tf"), REQUIRED_PROVIDERS);
  const env: Record<string, string> = {
    PATH: bin,
    HOME: home,
    TMPDIR: temporary,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
  const terraform = (...args: readonly string[]): Promise<Run> =>
    run(path.join(bin, "terraform"), args, { cwd: folder, env, timeoutMs: 120_000 });
  return {
    around,
    folder,
    env,
    async write(files) {
      for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
    },
    terraform,
    async succeeds(...args) {
      const ended = await terraform(...args);
      if (ended.exitCode !== 0) throw new Error(`${ended.command} failed\n${ended.stdout}\n${ended.stderr}`);
      return ended;
    },
  };
}

/** The settings of Terraform's command by which it asks nothing but a folder of packed providers. */
export async function filesystemMirror(around: string, zips: readonly string[]): Promise<string> {
  const mirror = path.join(around, "mirror");
  const packed = path.join(mirror, "registry.terraform.io", "cdktf-greenvn", "greenvn");
  await mkdir(packed, { recursive: true });
  for (const zip of zips) await symlink(zip, path.join(packed, path.basename(zip)));
  return mirror;
}
