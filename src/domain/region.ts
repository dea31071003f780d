/** The regions that ExoBridge documents, and what each code means. Regions are added over time. */
export const REGIONS = {
  AP: "Andhra Pradesh and Telangana",
  DL: "Delhi and its surroundings",
  GJ: "Gujarat",
  KA: "Karnataka",
  KL: "Kerala",
  MH: "Maharashtra without Mumbai",
  MP: "Madhya Pradesh and Chhattisgarh",
  MU: "Mumbai",
  RJ: "Rajasthan",
  TN: "Tamil Nadu",
  WB: "West Bengal",
} as const;

export type KnownRegion = keyof typeof REGIONS;

export function isKnownRegion(value: string): value is KnownRegion {
  return Object.hasOwn(REGIONS, value);
}

/** Whether a text can be the code of a region, also of one that this version does not know. */
export function isRegionCode(value: string): boolean {
  return /^[A-Z]{2}$/.test(value);
}

/** `AP, DL, GJ, …`: for sentences. */
export const regionList = Object.keys(REGIONS).join(", ");
