import { EventEmitter } from "node:events";
import { type ServerResponse } from "node:http";
import { LiveFeed, type LiveSource } from "../../../../src/sandbox/live/live-feed";
import {
  type AllocationView,
  CALLS_KEPT,
  type CallView,
  type LiveMessage,
} from "../../../../src/sandbox/live/live-view";

const source = (ids: readonly string[]): LiveSource => ({
  ids: () => ids,
  allocation: (id) => (ids.includes(id) ? ({ greenvn_id: id } as AllocationView) : null),
  calls: () => [],
  rest: () => ({ totals: { create: 0, vn: 0, call_party: 0, charged: 0, requests: 0 }, pool: [], faults: [] }),
});
const call = (seq: number): CallView => ({ seq }) as CallView;

/** A connection that takes one message and is then full, until its reader has read. */
class Connection extends EventEmitter {
  readonly messages: LiveMessage[] = [];
  writableNeedDrain = false;
  destroyed = false;

  writeHead(): void {
    this.messages.length = 0;
  }

  write(text: string): void {
    this.messages.push(JSON.parse(text.replace(/^data: /, "")) as LiveMessage);
    this.writableNeedDrain = true;
  }

  read(): void {
    this.writableNeedDrain = false;
    this.emit("drain");
  }
}

function opened(feed: LiveFeed): Connection {
  const connection = new Connection();
  feed.open(connection as unknown as ServerResponse);
  return connection;
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test("nothing is written to a page that does not read, and what it then is told is bounded", () => {
  const feed = new LiveFeed(source(["a", "b"]));
  const page = opened(feed);
  jest.advanceTimersByTime(1_000);
  expect(page.messages).toHaveLength(1);

  for (let seq = 1; seq <= 10_000; seq += 1) {
    feed.call(call(seq));
    feed.allocation("a");
  }
  jest.advanceTimersByTime(60_000);
  expect(page.messages).toHaveLength(1);

  page.read();
  jest.advanceTimersByTime(1_000);
  expect(page.messages).toHaveLength(2);
  expect(page.messages[1]?.allocations).toEqual([{ greenvn_id: "a" }]);
  expect(page.messages[1]?.calls.map(({ seq }) => seq)).toEqual(
    Array.from({ length: CALLS_KEPT }, (_, place) => 10_000 - CALLS_KEPT + 1 + place),
  );
});

test("a long list comes in parts, in its order", () => {
  const ids = Array.from({ length: 1_100 }, (_, place) => `id-${place}`);
  const page = opened(new LiveFeed(source(ids)));
  for (let turn = 0; turn < 10; turn += 1) {
    jest.advanceTimersByTime(1_000);
    page.read();
  }
  expect(page.messages.flatMap(({ allocations }) => allocations.map(({ greenvn_id: id }) => id))).toEqual(ids);
  expect(Math.max(...page.messages.map(({ allocations }) => allocations.length))).toBeLessThan(300);
});

test("many calls of a moment are one message", () => {
  const feed = new LiveFeed(source([]));
  const page = opened(feed);
  jest.advanceTimersByTime(1_000);
  for (let seq = 1; seq <= 50; seq += 1) {
    page.read();
    feed.call(call(seq));
    jest.advanceTimersByTime(20);
  }
  jest.advanceTimersByTime(1_000);
  expect(page.messages.length).toBeLessThan(10);
  expect(page.messages.flatMap(({ calls }) => calls.map(({ seq }) => seq))).toEqual(
    Array.from({ length: 50 }, (_, place) => place + 1),
  );
});

test("a page that is gone costs nothing any more", () => {
  const feed = new LiveFeed(source([]));
  const page = opened(feed);
  page.emit("close");
  feed.call(call(1));
  expect(jest.getTimerCount()).toBe(0);
});

test("one that is no more is told as gone", () => {
  const feed = new LiveFeed(source(["a"]));
  const page = opened(feed);
  jest.advanceTimersByTime(1_000);
  page.read();
  feed.allocation("dropped");
  jest.advanceTimersByTime(1_000);
  expect(page.messages.at(-1)).toMatchObject({ begin: false, allocations: [], gone: ["dropped"] });
});
