import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { MOST_READERS } from "../../../../src/sandbox/live/live-feed";
import { type LiveMessage } from "../../../../src/sandbox/live/live-view";
import { NOTHING_SEEN, type Seen, told } from "../../../../src/sandbox/page/seen";
import { send, startTestSandbox, type TestSandbox } from "../../../support/api/sandbox";

const ROOT = "/v1/tenants/sandbox/greenvn";
const body = (name: string): object => ({
  connection_id: name,
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620"],
  usage: "twoway",
});

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

interface Page {
  /** Resolves as soon as what it saw fits. */
  sees(fits: (seen: Seen) => boolean): Promise<Seen>;
  readonly messages: readonly LiveMessage[];
}

/** Listens as the page does. */
function open(): Promise<Page> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}/_sandbox/events`, (response) => {
      const messages: LiveMessage[] = [];
      let [seen, text] = [NOTHING_SEEN, ""];
      let check = (): void => undefined;
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const parts = (text + chunk).split("\n\n");
        text = parts.pop() ?? "";
        for (const part of parts) {
          const message = JSON.parse(part.replace(/^data: /, "")) as LiveMessage;
          messages.push(message);
          seen = told(seen, message, 0);
        }
        check();
      });
      resolve({
        messages,
        sees: (fits) =>
          new Promise((done) => {
            check = () => {
              if (fits(seen)) done(seen);
            };
            check();
          }),
      });
    })
      .on("error", reject)
      .end();
  });
}

test("a page sees what is there, and each call and number as they come, with their price", async () => {
  await send(sandbox, "POST", ROOT, { ...body("a"), preferences: { region: "KA", type: "landline" } });
  const page = await open();
  const [made] = [...(await page.sees(({ allocations }) => allocations.size === 1)).allocations.values()];
  expect(made).toMatchObject({ connection_id: "a", region: "KA", number_type: "landline", state: "active" });
  expect(made?.charges).toEqual({ create: 1, vn: 0, call_party: 0 });

  await send(sandbox, "PUT", `${ROOT}/${made?.greenvn_id}/vn`, { preferences: { region: "DL" }, strictness: "false" });
  const after = await page.sees(({ calls }) => calls[0]?.operation === "vn" && calls[0].answered);
  const changed = after.allocations.get(made?.greenvn_id ?? "");
  expect(changed?.numbers).toMatchObject([
    { number: made?.green_vn, by: "create" },
    { number: changed?.green_vn, by: "vn" },
  ]);
  expect(changed).toMatchObject({ region: "DL", charges: { create: 1, vn: 1 } });
  expect(after.calls).toMatchObject([
    { operation: "vn", status: 200, charged: true, number_before: made?.green_vn, number_after: changed?.green_vn },
    { operation: "create", charged: true },
  ]);
  expect(after.rest?.totals).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2, requests: 2 });
  const { size = 0, free = 0 } =
    after.rest?.pool.find(({ region, type }) => region === "KA" && type === "landline") ?? {};
  expect([size, free]).toEqual([2_000, 1_999]);
});

test("a page sees what is changed by hand, what is dropped, faults, and a reset", async () => {
  await send(sandbox, "POST", ROOT, body("a"));
  const page = await open();
  const [made] = [...(await page.sees(({ allocations }) => allocations.size === 1)).allocations.values()];
  const id = made?.greenvn_id ?? "";
  sandbox.changeByHand(id, { greenVn: "+15551234567" });
  const changed = await page.sees(({ allocations }) => allocations.get(id)?.green_vn === "+15551234567");
  expect(changed.allocations.get(id)).toMatchObject({
    region: null,
    numbers: [{}, { by: "hand" }],
    charges: { vn: 0 },
  });
  sandbox.changeByHand(id, null);
  await page.sees(({ allocations }) => allocations.size === 0);

  sandbox.faults([{ times: "forever", for_ms: 60_000, answer: { kind: "status", status: 503 } }]);
  const faulty = await page.sees(({ rest }) => rest?.faults.length === 1);
  expect(faulty.rest?.faults).toMatchObject([{ over: false, struck: 0 }]);
  await send(sandbox, "GET", `${ROOT}/${id}`);
  await page.sees(({ rest, calls }) => rest?.faults[0]?.struck === 1 && calls[0]?.fault === "status");

  await sandbox.reset();
  const anew = await page.sees(({ rest }) => rest?.totals.charged === 0);
  expect(anew).toMatchObject({ calls: [], rest: { faults: [] } });
  expect(page.messages.filter(({ begin }) => begin)).toHaveLength(2);
});

test("no message holds a PIN", async () => {
  await send(sandbox, "POST", ROOT, { ...body("a"), aparty_pins: [987_654] });
  const page = await open();
  await page.sees(({ allocations }) => allocations.size === 1);
  expect(JSON.stringify(page.messages)).not.toContain("987654");
});

async function openDeaf(): Promise<Socket> {
  const socket = connect(sandbox.port, "127.0.0.1");
  await once(socket, "connect");
  socket.pause();
  socket.write("GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  return socket;
}

test("so many pages may look, and one more when one of them is gone", async () => {
  const sockets = await Promise.all(Array.from({ length: MOST_READERS }, openDeaf));
  const status = async (): Promise<number> => {
    const stop = new AbortController();
    const response = await fetch(`${sandbox.url}/_sandbox/events`, { signal: stop.signal });
    stop.abort();
    return response.status;
  };
  for (let last = 200; last !== 503;) last = await status();
  sockets[0]?.destroy();
  for (let last = 503; last !== 200;) last = await status();
  for (const socket of sockets) socket.destroy();
});

test("a sandbox ends while pages look at it", async () => {
  const page = await open();
  await page.sees(({ rest }) => rest !== null);
  const other = await startTestSandbox();
  await other.close();
  await sandbox.close();
  sandbox = await startTestSandbox();
});
