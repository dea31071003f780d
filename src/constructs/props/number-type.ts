import { type NumberType as Kind, type Usage as Direction } from "../../domain/number-type";

/** The kinds of number that ExoBridge grants, with their meaning in an editor: `numberType: NumberType.MOBILE`. */
export const NumberType = {
  /** `mobile`: a mobile number */
  MOBILE: "mobile",
  /** `landline`: a fixed-line number */
  LANDLINE: "landline",
} as const satisfies { readonly [name: string]: Kind };

/** The kind of number: `mobile` or `landline`. A token passes. */
export type NumberType = Kind | (string & Record<never, never>);

/** Who may call whom: with `oneway` only A-parties call B-parties, with `twoway` both call. A token passes. */
export type Usage = Direction | (string & Record<never, never>);
