import { Deadline } from "../../../../src/exobridge/http/bound";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function started(timeoutMs: number): { deadline: Deadline; told: () => number } {
  const deadline = new Deadline(timeoutMs);
  const listener = jest.fn();
  deadline.addEventListener("abort", listener);
  return { deadline, told: () => listener.mock.calls.length };
}

test("it is reached once, when its time is over", () => {
  const { deadline, told } = started(1000);
  jest.advanceTimersByTime(999);
  expect([deadline.aborted, told()]).toEqual([false, 0]);
  jest.advanceTimersByTime(1);
  expect([deadline.aborted, told()]).toEqual([true, 1]);
  jest.advanceTimersByTime(10_000);
  expect(told()).toBe(1);
});

test("hurried it is reached that much later, and never later than its whole time", () => {
  const { deadline, told } = started(30_000);
  jest.advanceTimersByTime(5000);
  deadline.hurry(2000);
  jest.advanceTimersByTime(1999);
  expect(told()).toBe(0);
  jest.advanceTimersByTime(1);
  expect([deadline.aborted, told()]).toEqual([true, 1]);

  const short = started(500);
  short.deadline.hurry(2000);
  jest.advanceTimersByTime(500);
  expect(short.deadline.aborted).toBe(true);
});

test("ended it is never reached, and holds no process", () => {
  const { deadline, told } = started(1000);
  deadline.end();
  expect(jest.getTimerCount()).toBe(0);
  jest.advanceTimersByTime(10_000);
  expect([deadline.aborted, told()]).toEqual([false, 0]);
});
