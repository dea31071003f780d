import { type NumberType as Kind, type Usage as Direction } from "../../domain/number-type";

/** The kinds of number that ExoBridge grants, with their meaning in an editor: `numberType: NumberType.MOBILE`. */
export const NumberType = {
  /** `mobile`: a mobile number */
  MOBILE: "mobile",
  /** `landline`: a fixed-line number */
  LANDLINE: "landline",
} as const satisfies { readonly [name: string]: Kind };

/** The kind of number: `mobile` or `landline`. */
export type NumberType = Kind;

/** Who may call whom: with `oneway` only A-parties call B-parties, with `twoway` both call. */
export type Usage = Direction;
