import { figure, isMet, median, tableOf } from "../../../scripts/bench/figure";

test.each<[readonly number[], number]>([
  [[3], 3],
  [[9, 1, 5], 5],
  [[10, 9, 100, 1], 9.5],
])("median of %j", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([
  [{ atMost: 1.6 }, 16, 10, true],
  [{ atMost: 1.6 }, 17, 10, false],
  [{ atLeast: 10 }, 100, 10, true],
  [{ atLeast: 10 }, 99, 10, false],
  [undefined, 99, 10, true],
])("target %j: %d to %d", (target, ours, against, met) => {
  expect(isMet(figure("plan", "ms", ours, against, target))).toBe(met);
});

test("a table tells medians, ratio, target, and how the ratio moved since it was stored", () => {
  const figures = [
    figure("start", "ms", 45.26, 30, { atMost: 1.6 }),
    figure("plan", "s", 4.5, 1.5, { atMost: 1.6 }),
    figure("memory", "MiB", 120, 250),
  ];
  expect(tableOf(figures, { start: 1.2, plan: 4 }).split("\n")).toEqual([
    "        ours  against       ratio  target          stored ratio",
    "start   45.3     30.0  ms    1.51  <= 1.6  met     1.20 (+26 %)",
    "plan    4.50     1.50  s     3.00  <= 1.6  MISSED  4.00 (-25 %)",
    "memory   120      250  MiB   0.48",
  ]);
});
