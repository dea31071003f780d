import type { Command, Foreign, Stranger } from "../../judge/foreign";
import { name, type Place, type Words } from "./words";

export function strangerWords({ plan, address, provider }: Stranger, place: Place): Words {
  return [
    name(address),
    ...place(plan),
    " has a GreenVN type but belongs to the provider ",
    name(provider),
    ": it is not judged here, and may cost or give up anything",
  ];
}

export function commandWords({ plan, address, kind, type, runs }: Command, place: Place): Words {
  if (kind === "removed")
    return [
      name(address),
      ...place(plan),
      ": destroyed and no longer configured; a removed block may run a command then, which the plan does not tell",
    ];
  const what = { provisioner: "provisioner ", external: "data source ", action: "action " }[kind];
  return [
    name(address),
    ...place(plan),
    `: ${what}`,
    name(type),
    runs ? ", which this plan runs" : ", declared, and not run by this plan",
  ];
}

/** `2 created, 1 deleted`, or nothing where no other resource changes. */
export function foreignWords(foreign: Foreign): string {
  const parts = [
    [foreign.created, "created"],
    [foreign.updated, "updated"],
    [foreign.replaced, "replaced"],
    [foreign.deleted, "deleted"],
    [foreign.forgotten, "forgotten"],
    [foreign.other, "changed in a way not known here"],
  ] as const;
  return parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])).join(", ");
}
