import { ownsAllocation } from "../../../src/rules/ownership";

test.each([
  ["greenvn_allocation", true],
  ["greenvn_assignment", false],
] as const)("whether destroying a %s gives an allocation up: %j", (type, owns) =>
  expect(ownsAllocation(type)).toBe(owns),
);
