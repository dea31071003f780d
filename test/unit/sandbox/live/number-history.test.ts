import { type Charge } from "../../../../src/sandbox";
import { NumberHistory } from "../../../../src/sandbox/live/number-history";

const charge = (seq: number, operation: Charge["operation"], number: string): Charge => ({
  seq,
  time: `2025-01-01T00:00:${String(seq).padStart(2, "0")}.000Z`,
  operation,
  path: "",
  greenvn_id: "g",
  connection_id: "c",
  request: null,
  number_before: null,
  number_after: number,
});

test("former charges tell the numbers and what they cost", () => {
  const history = new NumberHistory([charge(1, "create", "A"), charge(2, "call-party", "A"), charge(3, "vn", "B")]);
  expect(history.of("g", "B")).toEqual({
    numbers: [
      { number: "A", since: "2025-01-01T00:00:01.000Z", by: "create" },
      { number: "B", since: "2025-01-01T00:00:03.000Z", by: "vn" },
    ],
    earlier: 0,
    charges: { create: 1, vn: 1, call_party: 1 },
  });
});

test("a number that nobody saw come is there all the same, and another id has a history of its own", () => {
  const history = new NumberHistory([charge(1, "create", "A")]);
  expect(history.of("g", "Z").numbers.at(-1)).toEqual({ number: "Z", since: null, by: "hand" });
  expect(history.of("other", "Y")).toMatchObject({ numbers: [{ number: "Y" }], charges: { create: 0 } });
});

test("a change that gives the same number is a charge and no other number", () => {
  const history = new NumberHistory([charge(1, "create", "A"), charge(2, "vn", "A")]);
  expect(history.of("g", "A")).toMatchObject({ numbers: [{ by: "create" }], charges: { vn: 1 } });
});

test("of many numbers the latest are kept, and the others counted", () => {
  const history = new NumberHistory(Array.from({ length: 25 }, (_, seq) => charge(seq, "vn", `N${seq}`)));
  const { numbers, earlier } = history.of("g", "N24");
  expect([numbers.length, numbers[0]?.number, earlier]).toEqual([10, "N15", 15]);
});
