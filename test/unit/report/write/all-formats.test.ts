import { FORMATS } from "../../../../src/report/plan-report";
import { A, B } from "../plan-json";
import { everythingIn } from "./everything";

/** What is read of a report, without the signs of its format. */
function readIn(format: (typeof FORMATS)[number]): string {
  const text = everythingIn(format);
  switch (format) {
    case "html":
      return plain(
        text
          .replace(/<style>[^]*<\/style>|<[^>]+>/g, " ")
          .replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code))),
      );
    case "markdown":
      return plain(text.replace(/[`*\\]|<[^>]+>/g, ""));
    case "json":
      return plain(text.replace(/\\"/g, '"'));
    case "terminal":
      return plain(text.replace(/[“”]/g, ""));
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/ (?=[:,;.])/g, "");
}

describe.each(FORMATS)("%s says", (format) => {
  const text = readIn(format);
  test.each([
    ["the verdict", "FAILED: endpoint, charged calls, delete, number-change, commands"],
    ["the whole plan in a sentence", "2 numbers are RELEASED, 2 numbers are given up for other ones"],
    ["the commit", "4be1d0c"],
    ["the stack", "prod"],
    ["the policy", ".greenvn-policy.yaml"],
    ["the account", "acme"],
    ["where the token goes", "https://elsewhere.example"],
    ["a number that is released", "+918046000001"],
    ["a number that is given up", A],
    ["what is asked for", B],
    ["what an action gives up", "action.greenvn_rotate.monthly"],
    ["what it costs", "36.00 INR"],
    ["a move", "greenvn_allocation.old"],
    ["an exemption", "the trial ended"],
    ["one that matches nothing", "an old one"],
    ["what runs", "local-exec"],
    ["drift", "state active → paused"],
    ["how to keep a number", "to keep the number, put it back"],
    ["Terraform's version", "1.11.4"],
  ])("%s", (_what, said) => expect(text).toContain(said));
});

test.each(["markdown", "terminal", "html"] as const)("%s: what can not be had back comes first", (format) => {
  const text = readIn(format).replace(/^.*?Given up/, "Given up");
  const places = ["gone", "changed", "action.greenvn_rotate", "new", "moved"].map((name) => text.indexOf(name));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});
