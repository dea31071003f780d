import { mkdtemp, writeFile } from "node:fs/promises";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import tls from "node:tls";
import { createIdentity } from "../../src/plugin/server/transport/certificate";
import { type Figure, figure, median } from "./figure";
import { cpuMsOfAll, telling } from "./node-processes";
import { backAndForth, wallAndCpu } from "./rounds";
import { openFolder, type Region, type Surroundings, type TerraformFolder } from "./terraform-folder";

const LINES = 100;

/** What a charged write's own connection costs where a connection is dear: the same changes over TLS and in clear. */
export async function appliesOverTls(
  surroundings: Surroundings,
  rounds: (usual: number) => number,
): Promise<readonly Figure[]> {
  const { temporary, sandbox } = surroundings;
  const front = await startTlsFront(Number(new URL(sandbox.url).port));
  try {
    const trusted = path.join(await mkdtemp(path.join(temporary, "trusted-")), "authority.pem");
    await writeFile(trusted, front.certificatePem);
    // In both, since Node reads such a file at each start.
    const env = { NODE_EXTRA_CA_CERTS: trusted };
    const inClear = await openFolder({ ...surroundings, env }, "greenvn", LINES, "count", "in-clear-");
    const overTls = await openFolder(
      { ...surroundings, env, sandbox: { ...sandbox, url: front.url } },
      "greenvn",
      LINES,
      "count",
      "over-tls-",
    );
    const changed = (folder: TerraformFolder) => (region: Region) =>
      telling(temporary, (noted) => folder.applyPlanned(region, [], noted));
    const [secured, clear] = await backAndForth(rounds(3), changed(overTls), changed(inClear));
    const ownMs = (costs: typeof clear): number => median(costs.map(cpuMsOfAll)) / LINES;
    return [
      ...wallAndCpu(`apply of ${LINES} changes over TLS, to the same in clear`, [secured, clear]),
      figure("the same, provider's own CPU", "ms per resource", ownMs(secured), ownMs(clear)),
    ];
  } finally {
    front.close();
  }
}

interface TlsFront {
  readonly url: string;
  readonly certificatePem: string;
  close(): void;
}

/** TLS 1.3 before what listens on a port of this machine. */
async function startTlsFront(port: number): Promise<TlsFront> {
  const { certificatePem, privateKeyPem } = createIdentity(new Date());
  const open = new Set<net.Socket>();
  const server = tls.createServer({ cert: certificatePem, key: privateKeyPem, minVersion: "TLSv1.3" }, (client) => {
    const behind = net.connect(port, "127.0.0.1");
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.once("close", () => open.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificatePem,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
