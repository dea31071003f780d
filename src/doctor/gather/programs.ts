import { execFile } from "node:child_process";
import path from "node:path";
import { type Candidate, type NodeFacts, type TerraformFacts } from "../found/facts";
import { isProgram } from "./disk";

type Environment = Readonly<Record<string, string | undefined>>;

const LONGEST_RUN_MS = 15_000;

/** The program that a name stands for on the PATH; null where there is none. */
function onPath(name: string, env: Environment): string | null {
  for (const folder of (env["PATH"] ?? "").split(path.delimiter)) {
    // npm puts `node_modules/.bin` in front, where a package may have a program of any name.
    if (folder === "" || folder.split(path.sep).includes("node_modules")) continue;
    const file = path.join(folder, name);
    if (isProgram(file)) return file;
  }
  return null;
}

/** What a program says on its standard output; null where it does not run. */
function saidBy(file: string, args: readonly string[], env: Environment): Promise<string | null> {
  return new Promise((resolve) =>
    // At the root nothing is looked for beside it.
    execFile(file, args, { env, cwd: "/", timeout: LONGEST_RUN_MS }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    ),
  );
}

export async function gatherNode(env: Environment): Promise<NodeFacts> {
  const file = onPath("node", env);
  const said = file === null ? null : await saidBy(file, ["--version"], env);
  const version = /^v\d+\.\d+\.\d+\S*/.exec(said ?? "")?.[0] ?? null;
  return { file, version, ownFolder: path.dirname(process.execPath), ownVersion: process.version };
}

/** Where people and packages put it, in the order in which it is looked for there. */
const PLACES = [
  "~/.local/bin",
  "~/bin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/usr/bin",
  "/snap/bin",
  "~/.tfenv/bin",
];

export async function gatherTerraform(env: Environment, home: string | null, cwd: string): Promise<TerraformFacts> {
  const name = env["GREENVN_TERRAFORM"] ?? "";
  const file = name.includes("/") ? path.resolve(cwd, name) : onPath(name, env);
  const asked =
    name === "" ? null : { name, found: file === null || !isProgram(file) ? null : await tryOut(file, env) };
  const files = ["terraform", "tofu"].map((each) => onPath(each, env)).filter((each) => each !== null);
  const found = await Promise.all(files.map((each) => tryOut(each, env)));
  const places = PLACES.flatMap((place) =>
    place.startsWith("~") ? (home === null ? [] : [path.join(home, place.slice(2))]) : [place],
  );
  const others = places
    .flatMap((place) => ["terraform", "tofu"].map((each) => path.join(place, each)))
    .filter((each) => !files.includes(each) && isProgram(each));
  return { asked, onPath: found, elsewhere: await Promise.all(others.map((each) => tryOut(each, env))) };
}

async function tryOut(file: string, env: Environment): Promise<Candidate> {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("TF_")));
  // It says its version whatever its settings are, writes no file of its own, and asks nobody.
  const said = await saidBy(file, ["version"], { ...kept, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" });
  if (said === null) return { file, kind: "does-not-run", version: null };
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(said) ?? [];
  if (version === undefined) return { file, kind: "neither", version: null };
  return { file, kind: product === "OpenTofu" ? "tofu" : "terraform", version };
}
