/** A connection that somebody on the way did not make. `why` is ours to show. */
export class ConnectionRefused extends Error {
  override readonly name = "ConnectionRefused";

  constructor(readonly why: string) {
    super(why);
  }
}

/** A request that no answer came to. Nothing of the request is in it. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";

  /** `unreachable`: it is proven that no byte of it was sent. `why` is ours to show. */
  constructor(
    readonly kind: "unreachable" | "no-answer",
    readonly why: string,
  ) {
    super(why);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name could not be looked up",
  EHOSTUNREACH: "there is no way to the host",
  ENETUNREACH: "there is no way to the network",
  ETIMEDOUT: "the connection timed out",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is signed by itself alone",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate comes from an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate can not be verified",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate comes from an authority that is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host",
};

/** What went wrong, by the codes along the chain of causes; the messages might hold anything. */
export function networkFailure(error: unknown): string {
  for (const link of chainOf(error)) {
    if (link instanceof ConnectionRefused) return link.why;
    const { code } = link;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code)) {
      const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
      return words === undefined ? `the connection failed (${code})` : `${words} (${code})`;
    }
  }
  return "the connection failed";
}

function chainOf(error: unknown): { readonly code?: unknown; readonly cause?: unknown }[] {
  const chain: { readonly code?: unknown; readonly cause?: unknown }[] = [];
  for (
    let link: { readonly cause?: unknown } | null = asObject(error);
    link !== null && chain.length < 10;
    link = asObject(link.cause)
  )
    chain.push(link);
  return chain;
}

function asObject(value: unknown): object | null {
  return typeof value === "object" ? value : null;
}
