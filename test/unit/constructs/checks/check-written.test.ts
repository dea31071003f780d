import { Aspects, TerraformCount, TerraformIterator, TerraformResource, type TerraformStack } from "cdktf";
import { type Construct } from "constructs";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import { newStack, only, PARTIES, problemsOf, synth } from "../synth";

const E164 = "write + and the country code, then 7 to 15 digits in all, such as +919876543210";

/** Has an aspect do something to each resource of ours. */
function eachByAspect(stack: TerraformStack, change: (resource: GreenVnAllocation["resource"]) => void): void {
  Aspects.of(stack).add({
    visit(node) {
      if (TerraformResource.isTerraformResource(node) && node.terraformResourceType === "greenvn_allocation")
        change(node as GreenVnAllocation["resource"]);
    },
  });
}

const one = (scope: Construct, props: object = {}) => new GreenVnAllocation(scope, "one", { ...PARTIES, ...props });

describe("what stands in the JSON is judged, whatever wrote it", () => {
  test.each<[string, (stack: TerraformStack) => void, string]>([
    [
      "an aspect",
      (stack) => (one(stack), eachByAspect(stack, (resource) => resource.putPreferences({ region: "Mumbai" }))),
      'region: "Mumbai" is not a region; use the two capitals of one: AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB',
    ],
    [
      "an override",
      (stack) => one(stack).resource.addOverride("aparty_numbers", ["9876543210"]),
      `aPartyNumbers: "9876543210" is not a number in E.164; ${E164}`,
    ],
    [
      "an override of a nested attribute",
      (stack) => one(stack).resource.addOverride("preferences.greenvn", "07205827365"),
      `number: "07205827365" is not a number in E.164; ${E164}`,
    ],
    [
      "an override of another kind",
      (stack) => one(stack).resource.addOverride("strictness", "yes"),
      'strict: "yes" is neither true nor false; write true or false, not in quotes',
    ],
    [
      "a setter of the resource",
      (stack) => void (one(stack).resource.deletionPolicy = "forget"),
      'onDestroy: "forget" must be one of "deallocate", "abandon"',
    ],
    [
      "a required attribute that was taken away",
      (stack) => one(stack).resource.addOverride("bparty_numbers", undefined),
      'bPartyNumbers: is missing; give a list of numbers in E.164, such as ["+919876543210"]',
    ],
    [
      "a member that Terraform would drop without a word",
      (stack) => one(stack).resource.addOverride("preferences.regoin", "MU"),
      "preferences.regoin: is no attribute that can be set; write region",
    ],
    [
      "an attribute that is none",
      (stack) => one(stack).resource.addOverride("aPartyNumbers", []),
      "aPartyNumbers: is no attribute that can be set; write aparty_numbers",
    ],
    [
      "an attribute that only the API sets",
      (stack) => one(stack).resource.addOverride("green_vn", "+917205827365"),
      "green_vn: is no attribute that can be set",
    ],
    [
      "the remains of a number token",
      (stack) => one(stack).resource.addOverride("flow_id", "flow--8.109562212591392e+298"),
      "flowId: holds a number token beside other text, which CDKTF loses or breaks; write it with Token.asString: `driver-${Token.asString(count.index)}`",
    ],
  ])("%s", (_what, declare, sentence) => {
    expect(problemsOf(declare)).toEqual([`[test/one] ${sentence}`]);
  });

  test("an assignment and a look-up alike", () => {
    const problems = problemsOf((stack) => {
      new GreenVnAssignment(stack, "one", { allocationId: "gvn-1" }).resource.addOverride("greenvn_id", " ");
      const found = GreenVnAllocation.fromAllocationId(stack, "found", "gvn-2") as unknown as GreenVnAssignment;
      found.resource.addOverride("id", "");
    });
    expect(problems).toEqual([
      '[test/one] allocationId: " " must not be empty; leave it out where nothing is meant',
      '[test/found] allocationId: "" must not be empty; leave it out where nothing is meant',
    ]);
  });

  test("the provider's block alike", () => {
    const problems = problemsOf((stack) => {
      const provider = new GreenvnProvider(stack, "one", { alias: "one", vendorProvider: false });
      provider.addOverride("max_retries", "many");
      provider.addOverride("max_retrys", 2);
    });
    expect(problems).toEqual([
      '[test/one] maxRetries: "many" is no number; write a number, not in quotes',
      "[test/one] max_retrys: is no attribute that can be set; write max_retries",
    ]);
  });

  test("an override that is right makes good what a prop left out", () =>
    expect(
      problemsOf((stack) =>
        one(stack, { aPartyNumbers: [] }).resource.addOverride("aparty_numbers", ["+919876543211"]),
      ),
    ).toEqual([]));

  test("one name by an aspect for two is seen across constructs", () => {
    const problems = problemsOf((stack) => {
      for (const id of ["a", "b"]) new GreenVnAllocation(stack, id, PARTIES);
      eachByAspect(stack, (resource) => void (resource.connectionId = "cab-7"));
    });
    expect(problems).toEqual([
      '[test] connectionId: "cab-7" stands in test/a and test/b; every allocation needs a name of its own: leave it out to have one made from the construct\'s path',
    ]);
  });

  test("a name by an aspect is one that was given: it is not ignored later", () => {
    const stack = newStack();
    one(stack);
    eachByAspect(stack, (resource) => void (resource.connectionId = "cab-7"));
    const resource = only(synth(stack), "greenvn_allocation");
    expect(resource).toMatchObject({ connection_id: "cab-7" });
    expect(resource).not.toHaveProperty("lifecycle");
  });
});

describe("several, by an aspect or an override", () => {
  test("by an aspect the outputs are lists, also where another pass read them before", () => {
    const stack = newStack();
    one(stack, { connectionId: "driver-${count.index}" });
    stack.prepareStack();
    eachByAspect(stack, (resource) => void (resource.count = TerraformCount.of(2)));
    expect(synth(stack).output?.["one_green_vn"]?.value).toBe("${greenvn_allocation.one[*].green_vn}");
  });

  test("by an aspect the checks see them", () =>
    expect(problemsOf((stack) => (one(stack), eachByAspect(stack, (resource) => void (resource.count = 2))))).toEqual([
      '[test/one] connectionId: is needed with count, since every allocation must have a name of its own; put the index in, as in plain quotes "driver-${count.index}"',
    ]));

  test("by an override, which outputs could not follow, they are refused", () =>
    expect(
      problemsOf((stack) => one(stack, { connectionId: "driver-${count.index}" }).resource.addOverride("count", 2)),
    ).toEqual([
      "[test/one] count: is written by an override, which outputs and hooks do not see; set it as a property, or on the resource",
    ]));

  test("count beside forEach is refused, and crashes nothing", () =>
    expect(
      problemsOf((stack) =>
        one(stack, { count: 2, forEach: TerraformIterator.fromList(["a"]), connectionId: "x-${each.key}" }),
      ),
    ).toEqual(["[test/one] count: stands beside forEach; one resource can have one of them only"]));
});

describe("createBeforeDestroy", () => {
  const REFUSED =
    "[test/one] lifecycle: createBeforeDestroy makes the new allocation while the old one still has the name, which is refused; leave it out, or give a connectionId that changes whenever the allocation is to be replaced";

  test.each<[string, (stack: TerraformStack) => void]>([
    ["a prop", (stack) => void one(stack, { lifecycle: { createBeforeDestroy: true } })],
    [
      "an aspect",
      (stack) => (
        one(stack),
        eachByAspect(stack, (resource) => void (resource.lifecycle = { createBeforeDestroy: true }))
      ),
    ],
    ["an override", (stack) => one(stack).resource.addOverride("lifecycle.create_before_destroy", true)],
  ])("with a made-up name it is refused: %s", (_what, declare) => expect(problemsOf(declare)).toEqual([REFUSED]));

  test("with a name of one's own it passes", () =>
    expect(
      problemsOf((stack) => one(stack, { connectionId: "cab-7", lifecycle: { createBeforeDestroy: true } })),
    ).toEqual([]));
});
