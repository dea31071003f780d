import * as messages from "../../../../src/plugin/engine/messages";

const about = { address: "registry.terraform.io/cdktf-greenvn/greenvn", version: "0.1.0" };

test("a bug is reported where the provider's repository is", () => {
  expect(messages.unexpectedException(about, "Could not", "nothingChanged").detail).toContain(
    "https://github.com/cdktf-greenvn/terraform-provider-greenvn/issues",
  );
});

test("only an odd creation is a warning: an error would taint the new resource", () => {
  expect(messages.creationNotAsPlanned(about, "t", ["a"]).severity).toBe("warning");
  expect(messages.changeNotAsPlanned(about, "Could not change t", ["a"]).severity).toBe("error");
});

test("a file that is missing is no bug: it says to install again, and of a creation it is a warning alone", () => {
  expect(messages.partMissing("Could not read t", "stateKept")).toEqual({
    severity: "error",
    summary: "Could not read t",
    detail:
      "A file of the provider is missing beside its executable, and what needs it was not begun. " +
      "State stays as it was.\n\nInstall the provider again, by terraform init.",
  });
  expect(messages.partMissing("Odd", "creationReached").severity).toBe("warning");
  expect(messages.unexpectedException(about, "Odd", "creationReached").severity).toBe("warning");
});

test("what a summary says could not be done", () => {
  expect([
    messages.couldNot.plan("creation", "t"),
    messages.couldNot.validateProvider(),
    messages.couldNot.move("a", "b"),
  ]).toEqual([
    "Could not plan the creation of t",
    "Could not validate the configuration of the provider",
    "Could not move a to b",
  ]);
});
