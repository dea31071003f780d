import { writeSync } from "node:fs";
import { createServer } from "node:net";
import { logThrown } from "../../engine/log-thrown";
import type { Log } from "../../sdk/resource";
import { createIdentity, isCertificate } from "../transport/certificate";
import { keepCompiled } from "./compile-cache";
import { handshakeLine, MAGIC_COOKIE, reattachValue, startedByHand } from "./handshake";
import { Lifecycle } from "./lifecycle";
import { createLog, writeStderr } from "./log";
import { closeUnaskedDebugger, ignoreDebugSignal } from "./node-debugger";
import { guardProcess } from "./process-guard";
import type { Services, ServicesMaker, ServicesOptions } from "./services";
import { makeSocketFolder } from "./socket-folder";

/** Requests end after 600 s at most; a little more for saving what came of them. */
const LONGEST_WAIT_MS = 660_000;
const PARENT_POLL_MS = 1000;

/** Who started the process, and what follows from that. */
type Launch =
  | { readonly kind: "terraform"; readonly parent: number; readonly clientPem: string | undefined }
  | { readonly kind: "debug" }
  | { readonly kind: "person" };

function launchOf(args: readonly string[], environment: NodeJS.ProcessEnv, parent: number): Launch {
  if (args.includes("--debug")) return { kind: "debug" };
  if (environment[MAGIC_COOKIE.name] !== MAGIC_COOKIE.value) return { kind: "person" };
  return { kind: "terraform", parent, clientPem: environment["PLUGIN_CLIENT_CERT"] || undefined };
}

/** What is told of a provider before it is loaded. */
export interface About {
  /** `HOST/NAMESPACE/TYPE`. */
  readonly address: string;
  readonly version: string;
}

/**
 * Serves a provider to Terraform: the whole main program of an executable. Resolves once it listens. `load` brings the
 * provider and all that answers, while Terraform connects: it waits for the handshake line, and for nothing else.
 * `exit` ends the process: when Terraform has shut it down or is gone, and no change is being carried out any more.
 */
export async function serve(
  about: About,
  load: () => Promise<ServicesMaker>,
  exit: (code: number) => never,
): Promise<void> {
  const name = about.address.split("/").at(-1) ?? about.address;
  const launch = launchOf(process.argv.slice(2), process.env, process.ppid);
  if (launch.kind === "person") {
    writeStderr(startedByHand(name, about.version));
    return exit(1);
  }
  ignoreDebugSignal();
  const log = createLog(name, process.env, writeStderr, () => new Date());
  const endStrayBy = guardProcess(log);
  let services: Services | undefined;
  const lifecycle = new Lifecycle({
    log,
    stop: () => services?.stop(),
    exit: () => exit(0),
    longestWaitMs: LONGEST_WAIT_MS,
  });
  // Before anybody can know of the process: a signal that comes early must find it tidy, too.
  endInTime(launch, lifecycle);
  try {
    await listen(about.address, launch, log, lifecycle, async (options) => {
      keepCompiled({
        name,
        version: about.version,
        program: process.argv[1] ?? "",
        environment: process.env,
        platform: process.platform,
        uid: process.getuid?.(),
      });
      services = (await load())({ ...options, log, lifecycle, endStrayBy, outlivesRuns: launch.kind === "debug" });
      return services;
    });
    // After what answers is loaded: until Terraform has dialled there is time.
    setImmediate(() => void closeUnaskedDebugger([...process.execArgv, process.env["NODE_OPTIONS"] ?? ""]));
  } catch (thrown) {
    writeStderr(
      `terraform-provider-${name} could not start: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
    );
    exit(1);
  }
}

type Connecting = Pick<ServicesOptions, "tls" | "onConnections">;

async function listen(
  address: string,
  launch: Launch,
  log: Log,
  lifecycle: Lifecycle,
  make: (options: Connecting) => Promise<Services>,
): Promise<void> {
  const clientPem = launch.kind === "terraform" ? launch.clientPem : undefined;
  if (clientPem !== undefined && !isCertificate(clientPem)) throw new Error("PLUGIN_CLIENT_CERT holds no certificate");
  const folder = makeSocketFolder(process.env);
  process.on("exit", () => folder.remove());
  const identity = clientPem === undefined ? undefined : createIdentity(new Date());
  const tls = clientPem === undefined || identity === undefined ? undefined : { ...identity, clientPem };
  const onConnections = (count: number): void => {
    // Terraform holds one connection for as long as it lives.
    if (count === 0 && launch.kind === "terraform") lifecycle.end("Terraform closed its connection");
  };
  await new Promise<void>((resolve, reject) => {
    let services: Promise<Services> | undefined;
    const load = (): Promise<Services> => (services ??= make({ tls, onConnections }));
    const server = createServer(
      (socket) =>
        void load().then(
          ({ accept }) => accept(socket),
          () => socket.destroy(),
        ),
    );
    server.once("error", reject);
    server.listen(folder.socketPath, () => {
      try {
        writeStdout(
          launch.kind === "debug"
            ? debugLine(address, folder.socketPath)
            : handshakeLine(folder.socketPath, identity?.der),
        );
      } catch (thrown) {
        return reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
      // What answers is loaded while Terraform connects.
      load().catch((thrown: unknown) => {
        logThrown(log, "the services could not be loaded", thrown);
        lifecycle.end("nothing can be served");
      });
      resolve();
    });
  });
}

function debugLine(address: string, socketPath: string): string {
  const value = reattachValue(address, socketPath, process.pid);
  writeStderr(
    `Serving ${address} for debugging; Ctrl-C ends it. In the shell that runs Terraform:\n\n` +
      `  export TF_REATTACH_PROVIDERS='${value}'\n\n`,
  );
  return `TF_REATTACH_PROVIDERS=${value}\n`;
}

/** Past the streams of Node, which need not be loaded for one line. */
function writeStdout(text: string): void {
  writeSync(1, text);
}

function endInTime(launch: Launch, lifecycle: Lifecycle): void {
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => lifecycle.end(signal));
  // An interrupt reaches the whole process group: Terraform then asks the provider to stop, and decides when it ends.
  process.on("SIGINT", () => (launch.kind === "debug" ? lifecycle.end("SIGINT") : undefined));
  if (launch.kind !== "terraform") return;
  const poll = setInterval(() => {
    if (process.ppid !== launch.parent) lifecycle.end("Terraform is gone");
  }, PARENT_POLL_MS);
  poll.unref();
}
