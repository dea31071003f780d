import net, { type AddressInfo, type Socket } from "node:net";
import { openScene } from "../../support/api/scene";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";

/** So that there are connections to use again. */
const FEW_AT_A_TIME = "-parallelism=2";

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A load balancer that has just given up every connection by the time a second request comes on it. */
async function balancerBefore(port: number): Promise<{ readonly url: string; readonly cutOff: () => number }> {
  let cutOff = 0;
  const sockets = new Set<Socket>();
  const server = net.createServer((near) => {
    let requests = 0;
    const far = net.connect(port, "127.0.0.1");
    for (const socket of [near, far])
      sockets.add(socket.on("error", () => undefined).on("close", () => (near.destroy(), far.destroy())));
    near.on("data", (bytes: Buffer) => {
      if (/^(?:GET|POST|PUT|DELETE) /.test(bytes.toString("latin1"))) requests += 1;
      if (requests === 1) return void far.write(bytes);
      cutOff += 1;
      near.resetAndDestroy();
    });
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cutOff: () => cutOff };
}

test("connections that close under a request leave no charged call in doubt, and charge none twice", async () => {
  const { sandbox, terraform } = await openScene({ log: "trace" });
  const balancer = await balancerBefore(sandbox.port);
  const names = Array.from({ length: 4 }, (_, index) => `line-${index}`);
  const declareEach = (more: Readonly<Record<string, unknown>> = {}) =>
    declare(terraform, {
      provider: { base_url: balancer.url },
      allocations: Object.fromEntries(names.map((name) => [name, allocationOf(name, more)])),
    });

  await declareEach();
  await terraform.apply(FEW_AT_A_TIME);
  await declareEach({ preferences: { region: "MH" }, aparty_numbers: [A, A2] });
  await terraform.apply(FEW_AT_A_TIME);
  const each = names.length;
  expect(sandbox.ledger().totals).toEqual({ create: each, vn: each, call_party: each, charged: 3 * each });
  expect((await terraform.plan(FEW_AT_A_TIME)).isEmpty).toBe(true);
  await terraform.destroy(FEW_AT_A_TIME);

  // It did happen: to reads and deletions, which were repeated. No charged call had to be looked for, or sent again.
  expect(balancer.cutOff()).toBeGreaterThan(0);
  const writes = (["create", "vn", "call-party"] as const).flatMap((operation) => sandbox.calls(operation));
  expect(writes).toHaveLength(3 * each);
  await terraform.expectNoComplaints();
});
