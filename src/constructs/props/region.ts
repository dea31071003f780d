import { type KnownRegion } from "../../domain/region";

/**
 * The regions that ExoBridge documents, for completion and for their meaning in an editor: `region: Region.MU`.
 * The code itself serves as well: `region: "MU"`.
 */
export const Region = {
  /** Andhra Pradesh and Telangana */
  AP: "AP",
  /** Delhi and its surroundings */
  DL: "DL",
  /** Gujarat */
  GJ: "GJ",
  /** Karnataka */
  KA: "KA",
  /** Kerala */
  KL: "KL",
  /** Maharashtra without Mumbai */
  MH: "MH",
  /** Madhya Pradesh and Chhattisgarh */
  MP: "MP",
  /** Mumbai */
  MU: "MU",
  /** Rajasthan */
  RJ: "RJ",
  /** Tamil Nadu */
  TN: "TN",
  /** West Bengal */
  WB: "WB",
} as const satisfies { readonly [Code in KnownRegion]: Code };

/**
 * A region's code: `AP`, `DL`, `GJ`, `KA`, `KL`, `MH`, `MP`, `MU`, `RJ`, `TN` or `WB`; what each means stands at
 * `Region.AP` and so on.
 * Any other two capitals pass with a warning, since regions are added over time; anything else is an error at synth.
 */
export type Region = KnownRegion | (string & Record<never, never>);
