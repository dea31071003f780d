import { type KnownRegion } from "../../domain/region";

/**
 * First two digits of an Indian PIN code (postal circle), from which on it counts, and the nearest region that has
 * numbers.
 */
const NEAREST: readonly (readonly [from: number, region: KnownRegion])[] = [
  [10, "DL"], // Delhi, Haryana, Punjab, Himachal Pradesh, Jammu and Kashmir, Uttar Pradesh, Uttarakhand
  [30, "RJ"],
  [35, "GJ"],
  [40, "MH"], // with Goa
  [45, "MP"], // with Chhattisgarh
  [50, "AP"],
  [54, "KA"],
  [60, "TN"],
  [67, "KL"],
  [70, "WB"], // with Odisha, the North East, Bihar and Jharkhand
  [90, "DL"], // the army's post
];

/** The supported region nearest to a postal code, or null where the text is none. */
export function nearestRegion(pinCode: string): KnownRegion | null {
  if (!/^[1-9]\d{5}$/.test(pinCode)) return null;
  if (/^40[01]/.test(pinCode)) return "MU";
  const circle = Number(pinCode.slice(0, 2));
  return NEAREST.filter(([from]) => from <= circle).at(-1)?.[1] ?? null;
}
