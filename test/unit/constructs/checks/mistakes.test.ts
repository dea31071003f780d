import path from "node:path";
import { TerraformCount, TerraformIterator, type TerraformStack, Testing } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import { newStack, PARTIES, problemsOf } from "../synth";

const NUMBER = "+917205827365";
const E164 = "write + and the country code, then 7 to 15 digits in all, such as +919876543210";

type Declare = (stack: TerraformStack) => void;

/** The mistakes that people make: each names the construct, the property, the value, and the way out. */
const MISTAKES: [string, Declare, string[]][] = [
  [
    "a number without its country code",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, number: "07205827365" }),
    [`[test/driver] number: "07205827365" is not a number in E.164; ${E164}`],
  ],
  [
    "a region by its name",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "Mumbai" }),
    [
      '[test/driver] region: "Mumbai" is not a region; use the two capitals of one: AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB',
    ],
  ],
  [
    "nobody on one side",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, bPartyNumbers: [] }),
    ["[test/driver] bPartyNumbers: needs at least one number"],
  ],
  [
    "one number on both sides",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, bPartyNumbers: PARTIES.aPartyNumbers }),
    [
      '[test/driver] bPartyNumbers: "+919876543210" stands among the A-party numbers too; a number may be on one side only',
    ],
  ],
  [
    "a number that YAML made a number of",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, number: 917205827365 as never }),
    ['[test/driver] number: 917205827365 is no text; write it as text, in quotes: "917205827365"'],
  ],
  [
    "a duration in words",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, deallocateAfter: "30 days" }),
    [
      '[test/driver] deallocateAfter: "30 days" is not a duration; write a whole number above 0 and d, h, m or s, such as 30d, 12h, 10m or 600s',
    ],
  ],
  [
    "the API token in the program",
    (stack) => new GreenvnProvider(stack, "again", { alias: "again", apiToken: "s3cret", vendorProvider: false }),
    [
      "[test/again] apiToken: a literal token would stand in clear text in the synthesized JSON; leave apiToken out and set GREENVN_API_TOKEN in the environment, or pass the stringValue of a TerraformVariable with sensitive: true and no default",
    ],
  ],
  [
    "one number for two allocations",
    (stack) => ["driver", "rider"].map((id) => new GreenVnAllocation(stack, id, { ...PARTIES, number: NUMBER })),
    [
      `[test] number: "${NUMBER}" is asked for by test/driver and test/rider; one number can serve one allocation only: give the others another number, or a region`,
    ],
  ],
  [
    "one connectionId for two allocations",
    (stack) => ["driver", "rider"].map((id) => new GreenVnAllocation(stack, id, { ...PARTIES, connectionId: "cab-7" })),
    [
      '[test] connectionId: "cab-7" stands in test/driver and test/rider; every allocation needs a name of its own: leave it out to have one made from the construct\'s path',
    ],
  ],
  [
    "count without names",
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, count: TerraformCount.of(3) }),
    [
      '[test/driver] connectionId: is needed with count, since every allocation must have a name of its own; put the index in, as in plain quotes "driver-${count.index}"',
    ],
  ],
  [
    "one name with forEach",
    (stack) =>
      new GreenVnAllocation(stack, "driver", {
        ...PARTIES,
        connectionId: "cab",
        forEach: TerraformIterator.fromList(["a", "b"]),
      }),
    [
      '[test/driver] connectionId: "cab" would be the name of every allocation that is made with forEach; put the key in, as in `driver-${iterator.key}`',
    ],
  ],
  [
    "an assignment that pins beside its allocation",
    (stack) => {
      const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, number: NUMBER });
      new GreenVnAssignment(stack, "night", { allocationId: driver.allocationId, number: "+917205827366" });
    },
    [
      "[test] number: test/driver and test/night are about the same allocation, and each asks for a number of its own; they would take turns, at a charge each time: leave number to one of them",
    ],
  ],
];

test.each(MISTAKES)("%s", (_mistake, declare, sentences) => expect(problemsOf(declare)).toEqual(sentences));

test("all of them come at once", () => {
  const sentences = problemsOf((stack) => {
    new GreenVnAllocation(stack, "driver", {
      aPartyNumbers: ["9876543210"],
      bPartyNumbers: [],
      region: "Mumbai",
      deallocateAfter: "soon",
      numberType: "satellite" as never,
    });
    new GreenVnAssignment(stack, "night", { allocationId: "", region: "delhi" });
  });
  expect(sentences.map((sentence) => sentence.slice(0, sentence.indexOf(":")))).toEqual([
    "[test/driver] aPartyNumbers",
    "[test/driver] bPartyNumbers",
    "[test/driver] region",
    "[test/driver] numberType",
    "[test/driver] deallocateAfter",
    "[test/night] allocationId",
    "[test/night] region",
  ]);
});

test.each(MISTAKES)("%s: no line of our own stands in the stack trace", (_mistake, declare) => {
  const stack = newStack();
  declare(stack);
  const constructs = path.join("src", "constructs");
  try {
    Testing.fullSynth(stack);
    throw new Error("nothing was wrong");
  } catch (error) {
    expect((error as Error).message).toContain("Validation failed");
    expect((error as Error).stack).not.toContain(constructs);
  }
});

test("an app in place of the stack is named by CDKTF itself", () => {
  expect(() => new GreenVnAllocation(newStack().node.scope as never, "driver", PARTIES)).toThrow("Pass a stack");
});
