import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createPort } from "node:net";
import path from "node:path";
import { COMMAND_LINE, VERSION } from "../../../scripts/project";
import { processesIn } from "../run/left-behind";
import { type Run, run } from "../run/run";

/** Where every project's sandbox listens, as it is written. */
const PORT = "8787";
const LONGEST_MS = 240_000;

/** A person at a terminal: a folder of their own, a home, and the programs that they have. */
export interface Person {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `terraform` is theirs; `instead` are scripts that stand for programs of theirs, by name. */
export function person(
  around: string,
  terraform: string,
  settings: NodeJS.ProcessEnv,
  instead: Readonly<Record<string, string>> = {},
): Person {
  const [folder, home, temporary, programs] = ["w", "h", "t", "p"].map((name) => path.join(around, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const each of [folder, home, temporary, programs]) mkdirSync(each, { recursive: true });
  symlinkSync(terraform, path.join(programs, "terraform"));
  for (const [name, script] of Object.entries(instead))
    writeFileSync(path.join(programs, name), script, { mode: 0o755 });
  return {
    folder,
    env: {
      PATH: [programs, path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter),
      HOME: home,
      TMPDIR: temporary,
      CHECKPOINT_DISABLE: "1",
      TSX_DISABLE_CACHE: "1",
      ...settings,
    },
  };
}

export function init({ folder, env }: Person, ...args: readonly string[]): Promise<Run> {
  return run(process.execPath, [COMMAND_LINE, "init", ...args], { cwd: folder, env, timeoutMs: LONGEST_MS });
}

/** The lines that are to be typed, as the command printed them. */
export function linesToType(printed: string): readonly string[] {
  return [...printed.matchAll(/^ {2}(\S.*)$/gm)].map(([, line = ""]) => line);
}

/** What typing lines came to, with what the sandbox of the project counted. */
export interface Typed {
  readonly said: string;
  readonly exitCode: number | null;
  readonly charged: Readonly<Record<"create" | "vn" | "call_party" | "charged", number>>;
  readonly allocations: readonly { readonly greenvn_id: string; readonly green_vn: string }[];
}

/**
 * Types lines into one shell, one after the other, and says yes where it is asked. The sandbox that they start is asked
 * what it counted, and ended. Its port is another one than 8787, which may be taken here: all files say so.
 */
export async function typed(who: Person, lines: readonly string[], project: string): Promise<Typed> {
  const port = await freePort();
  moveTo(path.join(who.folder, project), port);
  const script = path.join(who.folder, `${project.replaceAll("/", "-")}.typed`);
  writeFileSync(
    script,
    [...lines.map((line) => line.replace("greenvn sandbox ", `greenvn sandbox --port ${port} `)), ""].join("\n"),
  );
  // The sandbox in the background keeps its output, so it goes where nobody waits for its end.
  const log = `${script}.log`;
  const typing = run("/bin/bash", ["-c", 'yes yes | bash -e "$0" > "$1" 2>&1', script, log], {
    cwd: who.folder,
    env: who.env,
    timeoutMs: LONGEST_MS,
  });
  let said = "";
  try {
    const { exitCode } = await typing;
    said = readFileSync(log, "utf8");
    const ask = async (what: string): Promise<unknown> =>
      (await fetch(`http://127.0.0.1:${port}/_sandbox/${what}`)).json();
    const { totals } = (await ask("ledger")) as { totals: Typed["charged"] };
    const { allocations } = (await ask("allocations")) as Pick<Typed, "allocations">;
    return { said, exitCode, charged: totals, allocations };
  } catch (error) {
    throw new Error(`the sandbox does not answer: ${String(error)}\n${said}`, { cause: error });
  } finally {
    await endAllIn(who.folder);
  }
}

/** What was begun in the background, and does not end with its shell. */
export async function endAllIn(folder: string): Promise<void> {
  for (const pid of await processesIn(folder)) {
    try {
      process.kill(pid, "SIGTERM");
    } catch (error) {
      // It ended with another one of them.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/** As if the sandbox of the project had been told to listen there. */
function moveTo(folder: string, port: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/(?:^|\/)main\.(?:tf|ts)$/.test(name) || name.includes("node_modules")) continue;
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(`:${PORT}`, `:${port}`));
  }
}

async function freePort(): Promise<string> {
  const server = createPort();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === "object" && address !== null ? address.port : PORT);
}

/** A registry on this machine that has this package, or nothing at all. */
export interface Registry {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startRegistry(tarball: Buffer | null, integrity = ""): Promise<Registry> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const json = (status: number, value: object): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (tarball !== null && request.url === "/cdktf-greenvn.tgz") response.writeHead(200).end(tarball);
    else if (tarball !== null && request.url === "/cdktf-greenvn")
      json(200, {
        name: "cdktf-greenvn",
        "dist-tags": { latest: VERSION },
        versions: {
          [VERSION]: {
            name: "cdktf-greenvn",
            version: VERSION,
            bin: { greenvn: "dist/cli.js" },
            dist: { tarball: `http://${request.headers.host ?? ""}/cdktf-greenvn.tgz`, integrity },
          },
        },
      });
    else json(404, { error: "not found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
