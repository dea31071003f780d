import { execFile } from "node:child_process";
import { accessSync, constants, rmSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./project";

const run = promisify(execFile);

/** A Terraform or OpenTofu that runs here. */
export interface Terraform {
  readonly path: string;
  readonly product: "terraform" | "tofu";
  readonly version: string;
}

export type Search =
  | { readonly kind: "found"; readonly terraform: Terraform }
  /** One sentence that says what to install or to set. */
  | { readonly kind: "none"; readonly sentence: string };

/** The oldest that the provider runs with. */
const OLDEST = { terraform: "1.5", tofu: "1.6" } as const;

/**
 * Downloads a pinned, verified Terraform, unless that was done before, and returns its path; rejects where it can't.
 */
export type Fetch = (env: NodeJS.ProcessEnv) => Promise<string>;

/**
 * Looks for Terraform as `GREENVN_TERRAFORM`, then `terraform`, then `tofu` on the PATH, and fetches it where there is
 * none.
 * `say` gets a line about everything that takes long or would surprise.
 */
export async function findTerraform(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  fetch: Fetch = fetchPinned,
): Promise<Search> {
  const asked = env["GREENVN_TERRAFORM"];
  if (asked !== undefined && asked !== "") {
    const file = asked.includes("/") ? path.resolve(asked) : onPath(asked, env);
    const tried = file === null ? `no such program is on the PATH` : await tryOut(file, env);
    if (typeof tried !== "string") return { kind: "found", terraform: tried };
    return {
      kind: "none",
      sentence: `GREENVN_TERRAFORM is "${asked}", but ${tried}: set it to a Terraform ${OLDEST.terraform} or an OpenTofu ${OLDEST.tofu}, or later.`,
    };
  }
  for (const name of ["terraform", "tofu"]) {
    const file = onPath(name, env);
    if (file === null) continue;
    const tried = await tryOut(file, env);
    if (typeof tried !== "string") return { kind: "found", terraform: tried };
    say(`Not used: ${file}: ${tried}.`);
  }
  say("No Terraform is installed here: fetching a pinned one, checked against HashiCorp's signature.");
  let reason: string;
  try {
    const fetched = await fetch(env);
    const tried = await tryOut(fetched, env);
    if (typeof tried !== "string") return { kind: "found", terraform: tried };
    rmSync(fetched, { force: true }); // Cut short by a run that was killed: the next one fetches it again.
    reason = tried;
  } catch (error) {
    reason = firstLine(error);
  }
  return {
    kind: "none",
    sentence: `Install Terraform ${OLDEST.terraform} or OpenTofu ${OLDEST.tofu}, or later, and put it on the PATH or name it in GREENVN_TERRAFORM; it could not be fetched (${reason}).`,
  };
}

/**
 * The first executable of that name; `node_modules/.bin`, which npm puts in front, holds a downloader named
 * `terraform`.
 */
function onPath(name: string, env: NodeJS.ProcessEnv): string | null {
  for (const folder of (env["PATH"] ?? "").split(path.delimiter)) {
    if (folder === "" || folder.split(path.sep).includes("node_modules")) continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not here; on to the next folder.
    }
  }
  return null;
}

/** The program as it calls itself, or why it does not serve. */
async function tryOut(file: string, env: NodeJS.ProcessEnv): Promise<Terraform | string> {
  let text: string;
  try {
    text = (
      await run(file, ["version"], {
        env: { ...env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" },
        timeout: 30_000,
      })
    ).stdout;
  } catch (error) {
    return `${file} does not run (${firstLine(error)})`;
  }
  const [, name, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(text) ?? [];
  if (name === undefined || version === undefined) return `${file} is neither Terraform nor OpenTofu`;
  const product = name === "Terraform" ? "terraform" : "tofu";
  if (version.localeCompare(OLDEST[product], "en", { numeric: true }) < 0)
    return `${name} ${version} is older than ${OLDEST[product]}`;
  return { path: file, product, version };
}

/** The library's own command downloads at its first start, into node_modules/.cache. */
async function fetchPinned(env: NodeJS.ProcessEnv): Promise<string> {
  const library = path.join(ROOT, "node_modules", "@jahed", "terraform");
  const fetchEnv = { ...env, INIT_CWD: ROOT };
  await run(process.execPath, [path.join(library, "bin", "terraform.js"), "version"], {
    cwd: ROOT,
    env: fetchEnv,
    timeout: 300_000,
  });
  const { stdout } = await run(process.execPath, ["-p", `require(${JSON.stringify(library)}).default.path`], {
    cwd: ROOT,
    env: fetchEnv,
  });
  return stdout.trim();
}

/** The one line of an error that says most: a failed child's own words rather than its command line. */
function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = `${stderr ?? ""}\n${message ?? String(error)}`.split("\n").map((line) => line.trim());
  return lines.find((line) => /error:/i.test(line)) ?? lines.find((line) => line !== "") ?? "for an unknown reason";
}
