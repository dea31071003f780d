import { createMessage, decryptKey, type PrivateKey, readPrivateKey, sign } from "openpgp";

/** What signs a release: a private key in its armor, and the passphrase of it where it has one. */
export interface SigningKey {
  readonly armored: string;
  readonly passphrase: string;
}

/** The key that the environment gives; null: the release is not signed. */
export function signingKeyOf(environment: NodeJS.ProcessEnv): SigningKey | null {
  const armored = environment["GREENVN_SIGNING_KEY"] ?? "";
  return armored.trim() === "" ? null : { armored, passphrase: environment["GREENVN_SIGNING_PASSPHRASE"] ?? "" };
}

/** A detached signature in binary, as registries ask for. Rejects where the key does not serve. */
export async function detachedSignature(text: string, key: SigningKey): Promise<Uint8Array> {
  const signature: unknown = await sign({
    message: await createMessage({ binary: Buffer.from(text) }),
    signingKeys: await unlocked(key),
    detached: true,
    format: "binary",
  });
  if (!(signature instanceof Uint8Array)) throw new Error("no signature in binary was made");
  return signature;
}

async function unlocked({ armored, passphrase }: SigningKey): Promise<PrivateKey> {
  const key = await readPrivateKey({ armoredKey: armored });
  const { algorithm } = key.getAlgorithmInfo();
  // Terraform's registry takes no other, and its command verifies no other.
  if (!algorithm.startsWith("rsa")) throw new Error(`the signing key is of ${algorithm}; make one of RSA`);
  return key.isDecrypted() ? key : decryptKey({ privateKey: key, passphrase });
}
