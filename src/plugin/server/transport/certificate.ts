import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import * as der from "./der";

export interface Identity {
  /** The certificate in DER. */
  readonly der: Buffer;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const ECDSA_WITH_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"));
const SKEW_MS = 5 * 60_000;
/** Longer than any run; a debugged provider may stay up for days. */
const LIFETIME_MS = 30 * 24 * 3_600_000;

/** Makes a key on P-256 and a certificate for `localhost` that is its own authority, for this run alone. */
export function createIdentity(now: Date): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const body = toBeSigned(publicKey, now);
  const certificate = der.sequence(body, ECDSA_WITH_SHA256, der.bits(sign("sha256", body, privateKey)));
  return {
    der: certificate,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey,
  };
}

function toBeSigned(publicKey: Buffer, now: Date): Buffer {
  const name = der.sequence(der.set(der.sequence(der.oid("2.5.4.3"), der.utf8("localhost"))));
  const validity = der.sequence(
    der.time(new Date(now.getTime() - SKEW_MS)),
    der.time(new Date(now.getTime() + LIFETIME_MS)),
  );
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return der.sequence(
    der.context(0, der.integer(Buffer.from([2]))),
    der.integer(serial),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey,
    der.context(3, extensions()),
  );
}

function extensions(): Buffer {
  const critical = (id: string, content: Buffer): Buffer => der.sequence(der.oid(id), der.TRUE, der.octets(content));
  const dnsName = der.contextPrimitive(2, Buffer.from("localhost"));
  return der.sequence(
    critical("2.5.29.19", der.sequence(der.TRUE)), // basic constraints: its own authority
    critical("2.5.29.15", der.bits(Buffer.from([0b1000_1100]), 2)), // key usage: signature, key agreement, certificates
    der.sequence(der.oid("2.5.29.17"), der.octets(der.sequence(dnsName))),
  );
}

/** Whether a PEM is of a certificate. Node's TLS takes any other text without a word, and then trusts nobody. */
export function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
