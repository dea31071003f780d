import { sameProvider } from "../../../../src/plugin/engine/provider-address";

test.each<[string, boolean]>([
  ["registry.terraform.io/cdktf-greenvn/greenvn", true],
  ["registry.opentofu.org/cdktf-greenvn/greenvn", true],
  ["cdktf-greenvn/greenvn", true],
  ["greenvn", true],
  ["registry.terraform.io/other/greenvn", false],
  ["registry.terraform.io/cdktf-greenvn/other", false],
  ["", false],
])("%j is this provider: %s", (address, expected) =>
  expect(sameProvider("registry.terraform.io/cdktf-greenvn/greenvn", address)).toBe(expected),
);
