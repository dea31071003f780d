import { createPrivateKey, X509Certificate } from "node:crypto";
import { createIdentity } from "../../../../../src/plugin/server/transport/certificate";
import * as der from "../../../../../src/plugin/server/transport/der";

const now = new Date("2031-05-06T07:08:09Z");

test("the certificate is one for localhost on P-256, its own authority, signed by its own key", () => {
  const identity = createIdentity(now);
  const certificate = new X509Certificate(identity.certificatePem);
  expect(certificate.raw).toEqual(identity.der);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(identity.privateKeyPem))).toBe(true);
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect({
    ca: certificate.ca,
    subject: certificate.subject,
    names: certificate.subjectAltName,
    host: certificate.checkHost("localhost"),
    key: certificate.publicKey.asymmetricKeyDetails,
  }).toEqual({
    ca: true,
    subject: "CN=localhost",
    names: "DNS:localhost",
    host: "localhost",
    key: { namedCurve: "prime256v1" },
  });
  expect([certificate.validFrom, certificate.validTo]).toEqual([
    "May  6 07:03:09 2031 GMT",
    "Jun  5 07:08:09 2031 GMT",
  ]);
});

test("no two runs share a key or a serial number", () => {
  const certificates = [createIdentity(now), createIdentity(now)].map(
    ({ certificatePem }) => new X509Certificate(certificatePem),
  );
  expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(2);
  expect(
    new Set(certificates.map(({ publicKey }) => publicKey.export({ type: "spki", format: "der" }).toString("hex")))
      .size,
  ).toBe(2);
});

test("a year from 2050 on is written in the long form", () => {
  expect(new X509Certificate(createIdentity(new Date("2049-12-15T00:00:00Z")).certificatePem).validTo).toBe(
    "Jan 14 00:00:00 2050 GMT",
  );
});

test.each<[string, Buffer, string]>([
  ["a length below 128", der.octets(Buffer.alloc(3)), "0403000000"],
  ["a length of one byte", der.octets(Buffer.alloc(128)).subarray(0, 4), "04818000"],
  ["a length of two bytes", der.octets(Buffer.alloc(256)).subarray(0, 5), "0482010000"],
  ["an integer with its highest bit set", der.integer(Buffer.from([0x80])), "02020080"],
  ["an object identifier", der.oid("1.2.840.10045.4.3.2"), "06082a8648ce3d040302"],
  ["a set in a context", der.context(3, der.set(der.TRUE)), "a30531030101ff"],
])("DER: %s", (_what, bytes, hex) => expect(bytes.toString("hex")).toBe(hex));
