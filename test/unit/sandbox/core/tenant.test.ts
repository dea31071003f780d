import fc from "fast-check";
import { type CreateOrder } from "../../../../src/sandbox/core/allocation";
import { type AnswerStyle, DOCUMENTED_STYLE } from "../../../../src/sandbox/core/answer-style";
import { type Done, Tenant } from "../../../../src/sandbox/core/tenant";

const order: CreateOrder = {
  connectionId: "c-1",
  apartyNumbers: ["+919176226528"],
  bpartyNumbers: ["+918136966620"],
  apartyPins: [],
  bpartyPins: [],
  usage: "twoway",
  wish: { strict: false },
  durationS: 60,
  flowId: null,
};
const EMPTY = { seed: "1", issued: 0, allocations: [], spent: [] };

function begin(style: Partial<AnswerStyle> = {}, poolSize = 100): { tenant: Tenant; clock: { nowMs: number } } {
  const clock = { nowMs: 1_000_000 };
  return {
    clock,
    tenant: new Tenant({
      record: EMPTY,
      poolSize,
      nowMs: () => clock.nowMs,
      style: () => ({ ...DOCUMENTED_STYLE, ...style }),
    }),
  };
}

function done(result: unknown): Done {
  expect(result).toMatchObject({ kind: "done" });
  return result as Done;
}

test("a connection id is taken as long as its allocation lives, and free after", () => {
  const { tenant } = begin();
  const { allocation } = done(tenant.create(order));
  expect(tenant.create(order)).toMatchObject({ kind: "refused", status: 409, code: 18 });
  done(tenant.deallocate(allocation.greenvnId));
  const again = done(tenant.create(order)).allocation;
  expect(again.greenvnId).not.toBe(allocation.greenvnId);
  expect(again.greenVn).not.toBe(allocation.greenVn);
});

test("a policy ends an allocation in its time", () => {
  const { tenant, clock } = begin();
  const { greenvnId } = done(tenant.create(order)).allocation;
  clock.nowMs += 59_999;
  expect(done(tenant.read(greenvnId)).allocation.deallocatedAtMs).toBeNull();
  clock.nowMs += 1;
  expect(done(tenant.read(greenvnId)).allocation.deallocatedAtMs).toBe(1_060_000);
  expect(tenant.changeVn(greenvnId, { strict: false })).toMatchObject({ code: 22 });
  done(tenant.create(order));
});

test.each<[string, Partial<AnswerStyle>, number, number | null]>([
  ["for good by default", {}, 10 ** 12, null],
  ["while it cools off", { cooling_ms: 1_000 }, 999, null],
  ["then is unknown", { cooling_ms: 1_000 }, 1_000, 1],
  ["or said to be deleted", { cooling_ms: 1_000, gone: 410 }, 1_000, 22],
])("a deallocated allocation can be read %s", (_case, style, laterMs, code) => {
  const { tenant, clock } = begin(style);
  const { greenvnId } = done(tenant.create(order)).allocation;
  done(tenant.deallocate(greenvnId));
  clock.nowMs += laterMs;
  expect(tenant.read(greenvnId)).toMatchObject(code === null ? { kind: "done" } : { kind: "refused", code });
  expect(tenant.deallocate(greenvnId)).toMatchObject({ code: code ?? 22 });
});

test("a number that was given up can not be had back, not even by its former holder", () => {
  const { tenant } = begin();
  const { greenvnId, greenVn } = done(tenant.create(order)).allocation;
  const changed = done(tenant.changeVn(greenvnId, { strict: false }));
  expect(changed).toMatchObject({ before: greenVn });
  expect(changed.allocation.greenVn).not.toBe(greenVn);
  expect(tenant.changeVn(greenvnId, { strict: true, greenvn: greenVn })).toMatchObject({ status: 452, code: 4 });
  expect(done(tenant.read(greenvnId)).allocation.greenVn).toBe(changed.allocation.greenVn);
});

test("the parties that a change leaves out are inherited, and checked beside the new ones", () => {
  const { tenant } = begin();
  const { greenvnId } = done(tenant.create({ ...order, apartyPins: [11] })).allocation;
  expect(
    done(tenant.changeParties(greenvnId, { bpartyNumbers: ["+918136966621"], usage: "oneway" })).allocation,
  ).toMatchObject({
    apartyNumbers: order.apartyNumbers,
    bpartyNumbers: ["+918136966621"],
    apartyPins: [11],
    usage: "oneway",
  });
  expect(tenant.changeParties(greenvnId, { bpartyNumbers: order.apartyNumbers })).toMatchObject({ code: 14 });
  expect(tenant.changeParties(greenvnId, { bpartyNumbers: order.bpartyNumbers, bpartyPins: [11] })).toMatchObject({
    code: 19,
  });
  expect(
    done(tenant.changeParties(greenvnId, { apartyNumbers: order.apartyNumbers, apartyPins: [] })).allocation.apartyPins,
  ).toEqual([]);
});

test("what a record holds goes on where it was", () => {
  const { tenant, clock } = begin();
  const first = done(tenant.create(order)).allocation;
  const again = new Tenant({
    record: JSON.parse(JSON.stringify(tenant.record())) as ReturnType<Tenant["record"]>,
    poolSize: 100,
    nowMs: () => clock.nowMs,
    style: () => DOCUMENTED_STYLE,
  });
  expect(done(again.read(first.greenvnId)).allocation).toEqual(first);
  expect(again.create(order)).toMatchObject({ code: 18 });
  const second = done(again.create({ ...order, connectionId: "c-2" })).allocation;
  expect(second.greenvnId).not.toBe(first.greenvnId);
  expect(second.greenVn).not.toBe(first.greenVn);
});

test("a change by hand is there for the next read; a dropped allocation is unknown", () => {
  const { tenant } = begin();
  const { greenvnId } = done(tenant.create(order)).allocation;
  done(tenant.changeByHand(greenvnId, { greenVn: "+917205827365", apartyNumbers: ["+911234567891"] }));
  expect(done(tenant.read(greenvnId)).allocation).toMatchObject({
    greenVn: "+917205827365",
    apartyNumbers: ["+911234567891"],
  });
  done(tenant.changeByHand(greenvnId, { state: "vault" }));
  expect(tenant.changeVn(greenvnId, { strict: false })).toMatchObject({ code: 22 });
  done(tenant.changeByHand(greenvnId, { state: "active" }));
  expect(tenant.drop(greenvnId)).toBe(true);
  expect(tenant.read(greenvnId)).toMatchObject({ code: 1 });
  expect(tenant.drop(greenvnId)).toBe(false);
  done(tenant.create(order));
});

type Step = { readonly kind: "create" | "vn" | "delete"; readonly of: number };
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("create" as const, "vn" as const, "delete" as const),
  of: fc.nat(9),
});

test("no number is ever granted twice", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { tenant } = begin({}, 2);
      const granted: string[] = [];
      const ids: string[] = [];
      for (const { kind, of } of steps) {
        const id = ids[of] ?? "";
        const result =
          kind === "create"
            ? tenant.create({ ...order, connectionId: `c-${of}` })
            : kind === "vn"
              ? tenant.changeVn(id, { strict: false })
              : tenant.deallocate(id);
        if (result.kind === "refused" || kind === "delete") continue;
        granted.push(result.allocation.greenVn);
        if (kind === "create") ids.push(result.allocation.greenvnId);
      }
      expect(new Set(granted).size).toBe(granted.length);
    }),
    { numRuns: 50 },
  );
});
