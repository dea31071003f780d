/**
 * What Terraform puts into the environment of a provider that it starts: no secret, a sign that no person started it.
 */
export const MAGIC_COOKIE = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
} as const;

/**
 * The one line on stdout by which Terraform finds the provider. `certificate` is DER; without it the channel is
 * plaintext.
 */
export function handshakeLine(socketPath: string, certificate: Buffer | undefined): string {
  return `1|6|unix|${socketPath}|grpc|${certificate?.toString("base64").replace(/=+$/, "") ?? ""}\n`;
}

/** The value of TF_REATTACH_PROVIDERS by which Terraform finds a provider that a person started. */
export function reattachValue(address: string, socketPath: string, pid: number): string {
  return JSON.stringify({
    [address]: {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: pid,
      Test: true,
      Addr: { Network: "unix", String: socketPath },
    },
  });
}

/** Told to a person who starts the executable by hand. */
export function startedByHand(name: string, version: string): string {
  return (
    `terraform-provider-${name} ${version} is a provider for Terraform and OpenTofu: ` +
    "they start it themselves, during plan and apply.\n" +
    "To debug it, start it with --debug and pass the line that it prints to Terraform.\n"
  );
}
