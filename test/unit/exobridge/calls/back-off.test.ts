import { askedWaitMs, backOffMs } from "../../../../src/exobridge/calls/back-off";

test.each([
  [1, 500],
  [2, 1000],
  [3, 2000],
  [4, 4000],
  [5, 8000],
  [6, 10_000],
  [10, 10_000],
])("before repeat %i the wait is from 0 up to %i ms", (repeat, limit) => {
  expect(backOffMs(repeat, () => 0)).toBe(0);
  expect(backOffMs(repeat, () => 0.999_999)).toBe(limit - 1);
});

test("a wait that was asked for is never cut short", () => {
  expect(askedWaitMs(7000, () => 0)).toBe(7000);
  expect(askedWaitMs(7000, () => 0.999_999)).toBe(7499);
});
