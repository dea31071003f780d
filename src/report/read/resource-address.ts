// A step of an address: a name of whatever script, as Terraform's language has them, and its key of count or for_each.
const STEP = /^([\p{ID_Continue}-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/u;

/** An address in steps without their keys, such as `module`, `desk`, `greenvn_allocation`, `support`; or null. */
export function stepsOf(address: string): readonly string[] | null {
  const steps: string[] = [];
  let rest = address;
  while (rest !== "") {
    const step = STEP.exec(rest);
    if (step?.[1] === undefined || (rest.length === step[0].length && step[0].endsWith("."))) return null;
    steps.push(step[1]);
    rest = rest.slice(step[0].length);
  }
  return steps.length === 0 ? null : steps;
}

/** The type of the managed resource at an address, or null where it can't be read. */
export function typeAt(address: string): string | null {
  const steps = stepsOf(address);
  if (steps === null) return null;
  let at = 0;
  while (steps[at] === "module" && at + 2 < steps.length) at += 2;
  return steps.length - at === 2 ? (steps[at] ?? null) : null;
}

/** The address without the keys of count and for_each, as the configuration has it; null where it can't be read. */
export function configuredAddress(address: string): string | null {
  return stepsOf(address)?.join(".") ?? null;
}

/** Configured resources, by their addresses without keys. */
export interface ConfiguredResources {
  readonly size: number;
  readonly has: (address: string) => boolean;
}

/** Whether an address is, or may be, one of some resources: one that can't be read may be any. */
export function mayBeAmong(resources: ConfiguredResources, address: string): boolean {
  const configured = configuredAddress(address);
  return configured === null ? resources.size > 0 : resources.has(configured);
}
