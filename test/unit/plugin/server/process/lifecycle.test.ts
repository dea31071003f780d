import { Lifecycle } from "../../../../../src/plugin/server/process/lifecycle";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function lifecycleOf(): { lifecycle: Lifecycle; events: string[] } {
  const events: string[] = [];
  const lifecycle = new Lifecycle({
    log: (_level, _message, fields) => events.push(JSON.stringify(fields?.["reason"])),
    stop: () => events.push("stop"),
    exit: () => events.push("exit"),
    longestWaitMs: 1000,
  });
  return { lifecycle, events };
}

test("an idle process ends at once", () => {
  const { lifecycle, events } = lifecycleOf();
  lifecycle.end("told to");
  expect(events).toEqual(['"told to"', "stop", "exit"]);
});

test("a running change ends first; again telling it does nothing", () => {
  const { lifecycle, events } = lifecycleOf();
  const [first, second] = [lifecycle.hold(), lifecycle.hold()];
  lifecycle.end("told to");
  lifecycle.end("again");
  first();
  first();
  expect(events).toEqual(['"told to"', "stop"]);
  second();
  expect(events).toEqual(['"told to"', "stop", "exit"]);
});

test("a finished change ends nothing", () => {
  const { lifecycle, events } = lifecycleOf();
  lifecycle.hold()();
  expect(events).toEqual([]);
});

test("no wait is endless", () => {
  const { lifecycle, events } = lifecycleOf();
  const release = lifecycle.hold();
  lifecycle.end("told to");
  jest.advanceTimersByTime(1000);
  release();
  expect(events).toEqual(['"told to"', "stop", "exit"]);
});
