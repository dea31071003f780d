import type { ConfiguredCommand, ForeignChanges } from "../read/plan";

/** What all plans change that is not GreenVN's, counted: it is not judged here. */
export type Foreign = ForeignChanges;

/**
 * A command that Terraform runs on the machine that plans or applies. What it does is not judged here. One that is only
 * declared, by resources that stay as they are, fails no gate.
 */
export type Command = ConfiguredCommand & { readonly plan: number };

/** A resource, data source or action that has a GreenVN type, but belongs to another provider. */
export interface Stranger {
  readonly plan: number;
  readonly address: string;
  readonly provider: string;
}

export function foreignOf(counts: readonly ForeignChanges[]): Foreign {
  const sum = (of: (changes: ForeignChanges) => number) => counts.reduce((total, changes) => total + of(changes), 0);
  return {
    created: sum(({ created }) => created),
    updated: sum(({ updated }) => updated),
    replaced: sum(({ replaced }) => replaced),
    deleted: sum(({ deleted }) => deleted),
    forgotten: sum(({ forgotten }) => forgotten),
    other: sum(({ other }) => other),
  };
}
