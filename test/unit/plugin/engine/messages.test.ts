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
