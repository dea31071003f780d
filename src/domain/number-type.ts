/** The kinds of number that ExoBridge grants. */
export const NUMBER_TYPES = ["mobile", "landline"] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

/** Who may call whom: `oneway` lets only A-parties call, `twoway` both. */
export const USAGES = ["oneway", "twoway"] as const;
export type Usage = (typeof USAGES)[number];
