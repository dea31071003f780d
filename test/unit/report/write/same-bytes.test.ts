import { type Format, FORMATS } from "../../../../src/report/plan-report";
import { creation, deletion, planOf, textOf, update } from "../plan-json";

const plan = planOf(
  [deletion(), creation({ address: 'greenvn_allocation.İstanbul["I"]' }), update({ green_vn: "x" })],
  {
    timestamp: "2026-01-01T00:00:00Z",
  },
);

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
  jest.useRealTimers();
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["another time zone and locale", { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
  ["a terminal's settings", { COLUMNS: "40", TERM: "dumb", NO_COLOR: "1", FORCE_COLOR: "3", CI: "true" }],
])("same plan, same bytes, whatever the clock: %s", (_what, env) => {
  const reports = () => FORMATS.map((format: Format) => textOf([plan], { failOn: ["delete"] }, format));
  const here = reports();
  process.env = { ...before, ...env };
  jest.useFakeTimers({ now: new Date("2031-07-01T12:00:00Z") });
  expect(reports()).toEqual(here);
});
