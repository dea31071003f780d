import { createRequire } from "node:module";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import { LIBRARY } from "../../../../src/constructs/library";
import { InstallError } from "../../../../src/install/install-error";
import { PARTIES } from "../synth";

/** The library that these tests do not run on. */
const OTHER = LIBRARY === "cdktf" ? "cdktn" : "cdktf";
const ENTRY = { cdktf: "cdktf-greenvn", cdktn: "cdktf-greenvn/cdktn" };

function ofOther(): { App: typeof App; TerraformStack: typeof TerraformStack } {
  // By a path, which Jest's project for cdktn maps to nothing else.
  return jest.requireActual(createRequire(__filename).resolve(`../../../../node_modules/${OTHER}`));
}

test.each<[string, (scope: Construct) => unknown]>([
  ["greenvn", (scope) => new GreenvnProvider(scope, "greenvn")],
  ["driver", (scope) => new GreenVnAllocation(scope, "driver", PARTIES)],
  ["night", (scope) => new GreenVnAssignment(scope, "night", { allocationId: "7c9e6679-7425-40de-944b-e07fc1f90ae7" })],
])("within an app of the other library, %s says in one sentence where to import it from", (id, make) => {
  class Numbers extends ofOther().TerraformStack {}
  const stack = new Numbers(new (ofOther().App)(), "numbers");
  const sentence = `"numbers/group/${id}" is imported from "${ENTRY[LIBRARY]}", for ${LIBRARY}, and its app is of ${OTHER}; import from "${ENTRY[OTHER]}" instead`;
  expect(() => make(new Construct(stack, "group"))).toThrow(new InstallError(sentence));
});

test("a stack class of the user's own is one of this library", () => {
  class Base extends TerraformStack {}
  class Numbers extends Base {}
  const stack = new Numbers(new App(), "numbers");
  expect(() => new GreenvnProvider(stack, "greenvn")).not.toThrow();
});

/** Synthesizes a stack of a project that says which tools it runs on, checks included. */
const synthTargeting = (targetVersions: object | undefined) => (): string => {
  const app = Testing.app({ context: targetVersions === undefined ? {} : { targetVersions } });
  const stack = new TerraformStack(app, "test");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  return Testing.synth(stack, true);
};

const TOO_OLD = { terraform: ">=1.4.0", opentofu: ">=1.6.0" };

if (LIBRARY === "cdktn") {
  test.each<[string, object | undefined]>([
    ["none", undefined],
    ["what the provider runs with", { terraform: ">=1.5.0", opentofu: ">=1.6.0" }],
    ["later ones of one product", { terraform: "~1.11.0" }],
  ])("a project's targetVersions pass: %s", (_case, targets) => expect(synthTargeting(targets)).not.toThrow());

  test("targetVersions that the provider does not run with are refused", () => {
    expect(synthTargeting(TOO_OLD)).toThrow(
      "[test/greenvn] The GreenVN provider requires terraform >=1.5.0, but the project targets terraform >=1.4.0.",
    );
  });
} else {
  test("cdktf knows no targetVersions, and none are checked", () => expect(synthTargeting(TOO_OLD)).not.toThrow());
}
