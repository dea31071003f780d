import { configuredAddress, typeAt } from "../../../../src/report/read/resource-address";

test.each<[string, string | null, string | null]>([
  ["greenvn_allocation.support", "greenvn_allocation", "greenvn_allocation.support"],
  ["greenvn_allocation.support[0]", "greenvn_allocation", "greenvn_allocation.support"],
  ['module.a["x.y"].greenvn_allocation.b["]."]', "greenvn_allocation", "module.a.greenvn_allocation.b"],
  [
    'module.a.module.b["\\"].null_resource.c"].greenvn_assignment.d',
    "greenvn_assignment",
    "module.a.module.b.greenvn_assignment.d",
  ],
  ["module.module.module.b.c.d", "c", "module.module.module.b.c.d"],
  ["greenvn_allocation", null, "greenvn_allocation"],
  ["greenvn_allocation.", null, null],
  ["a.b.c", null, "a.b.c"],
  ["data.greenvn_allocation.x", null, "data.greenvn_allocation.x"],
  ["a b.c", null, null],
  ["", null, null],
])("%s", (address, type, configured) =>
  expect({ type: typeAt(address), configured: configuredAddress(address) }).toEqual({ type, configured }),
);
