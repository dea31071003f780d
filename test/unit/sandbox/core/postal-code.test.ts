import { nearestRegion } from "../../../../src/sandbox/core/postal-code";

test.each([
  ["110001", "DL"],
  ["226001", "DL"],
  ["302001", "RJ"],
  ["380001", "GJ"],
  ["400001", "MU"],
  ["401107", "MU"],
  ["403001", "MH"],
  ["411001", "MH"],
  ["452001", "MP"],
  ["492001", "MP"],
  ["500001", "AP"],
  ["560001", "KA"],
  ["600001", "TN"],
  ["682001", "KL"],
  ["700001", "WB"],
  ["781001", "WB"],
  ["900056", "DL"],
])("%s is nearest to %s", (pinCode, region) => expect(nearestRegion(pinCode)).toBe(region));

test.each(["", "010001", "56001", "5600011", "56000a", " 560001"])("%j is no postal code", (text) =>
  expect(nearestRegion(text)).toBeNull(),
);
