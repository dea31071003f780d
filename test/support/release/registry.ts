import { readFile } from "node:fs/promises";
import https from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { manifestName, sumsName, zipName } from "../../../src/install/file-names";
import { createIdentity } from "../../../src/plugin/server/transport/certificate";
import type { PreparedRelease } from "./prepared-release";

/** A registry, and a network mirror, over https on this machine, with a certificate of its own. */
export interface Registry {
  /** `https://localhost:PORT` */
  readonly url: string;
  /** What has to be trusted. */
  readonly certificatePem: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const PROVIDER = "/v1/providers/cdktf-greenvn/greenvn";
const MIRROR = "/mirror/registry.terraform.io/cdktf-greenvn/greenvn";

/** Serves the files of a release and nothing that they do not say. */
export async function startRegistry(release: PreparedRelease, platforms: readonly string[]): Promise<Registry> {
  const identity = createIdentity(new Date());
  const asked: string[] = [];
  const answers = async (url: string): Promise<string | Buffer | null> => {
    const file = /^\/files\/([\w.-]+)$/.exec(url)?.[1];
    if (file !== undefined) return readFile(path.join(release.folder, file));
    if (url === `${MIRROR}/index.json`) return JSON.stringify({ versions: { [VERSION]: {} } });
    if (url === `${MIRROR}/${VERSION}.json`) {
      const archives = platforms.map((platform) => [platform, { url: `/files/${zipName(VERSION, platform)}` }]);
      return JSON.stringify({ archives: Object.fromEntries(archives) as unknown });
    }
    if (url === `${PROVIDER}/versions`) return JSON.stringify({ versions: [await versionOf(release, platforms)] });
    const download = new RegExp(`^${PROVIDER}/${VERSION}/download/(\\w+)/(\\w+)$`).exec(url);
    return download === null ? null : JSON.stringify(await packageOf(release, `${download[1]}_${download[2]}`));
  };
  const server = https.createServer({ key: identity.privateKeyPem, cert: identity.certificatePem }, (request, answer) => {
    const url = request.url ?? "";
    asked.push(url);
    answers(url).then(
      (content) => {
        answer.writeHead(content === null ? 404 : 200, typeof content === "string" ? { "Content-Type": "application/json" } : {});
        answer.end(content ?? "");
      },
      () => answer.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificatePem: identity.certificatePem,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function protocolsOf({ folder }: PreparedRelease): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(path.join(folder, manifestName(VERSION)), "utf8")) as {
    readonly metadata: { readonly protocol_versions: readonly string[] };
  };
  return manifest.metadata.protocol_versions;
}

async function versionOf(release: PreparedRelease, platforms: readonly string[]): Promise<unknown> {
  return {
    version: VERSION,
    protocols: await protocolsOf(release),
    platforms: platforms.map((platform) => {
      const [os, arch] = platform.split("_");
      return { os, arch };
    }),
  };
}

async function packageOf(release: PreparedRelease, platform: string): Promise<unknown> {
  const [os, arch] = platform.split("_");
  const file = zipName(VERSION, platform);
  const sums = await readFile(path.join(release.folder, sumsName(VERSION)), "utf8");
  return {
    protocols: await protocolsOf(release),
    os,
    arch,
    filename: file,
    download_url: `/files/${file}`,
    shasums_url: `/files/${sumsName(VERSION)}`,
    shasums_signature_url: `/files/${sumsName(VERSION)}.sig`,
    shasum: new RegExp(`^([0-9a-f]{64})  ${file.replaceAll(".", "\\.")}$`, "m").exec(sums)?.[1],
    signing_keys: { gpg_public_keys: [{ key_id: release.keyId, ascii_armor: release.publicKey }] },
  };
}
