import { generateKeyPairSync, sign } from "node:crypto";
import type { Identity } from "../../../src/plugin/server/transport/certificate";
import * as der from "../../../src/plugin/server/transport/der";

const ECDSA_WITH_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"));
const nameOf = (commonName: string): Buffer =>
  der.sequence(der.set(der.sequence(der.oid("2.5.4.3"), der.utf8(commonName))));

/** A client whose certificate is signed by an authority, and is not that authority's own. */
export function clientSignedBy(authority: Identity): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const now = Date.now();
  const validity = der.sequence(der.time(new Date(now - 60_000)), der.time(new Date(now + 3_600_000)));
  const body = der.sequence(
    der.context(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.from([7])),
    ECDSA_WITH_SHA256,
    nameOf("localhost"),
    validity,
    nameOf("client"),
    publicKey,
  );
  const certificate = der.sequence(body, ECDSA_WITH_SHA256, der.bits(sign("sha256", body, authority.privateKeyPem)));
  return {
    der: certificate,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey,
  };
}
