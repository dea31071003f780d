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
  ["null_resource.हिन्दी", "null_resource", "null_resource.हिन्दी"],
  ["null_resource.e\u0301[0]", "null_resource", "null_resource.e\u0301"],
  ["module.a\u00b7b.null_resource.a\u203fb", "null_resource", "module.a\u00b7b.null_resource.a\u203fb"],
  ["null_resource.\u2118-1", "null_resource", "null_resource.\u2118-1"],
  ["null_resource.a\u{1f600}b", null, null],
  ["greenvn_allocation", null, "greenvn_allocation"],
  ["greenvn_allocation.", null, null],
  ["a.b.c", null, "a.b.c"],
  ["data.greenvn_allocation.x", null, "data.greenvn_allocation.x"],
  ["a b.c", null, null],
  ["", null, null],
])("%s", (address, type, configured) =>
  expect({ type: typeAt(address), configured: configuredAddress(address) }).toEqual({ type, configured }),
);
