import type { FaultRule, Operation } from "../../../src/sandbox";
import { openScene } from "../../support/api/scene";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";
import type { Outcome } from "../../support/terraform/terraform";

type Packed = Omit<Extract<FaultRule["answer"], { readonly kind: "packed" }>, "kind">;

const CUT = /cut\s+off,\s+packed\s+by/;
const OTHERWISE = /not\s+packed\s+by\s+\S+,\s+as\s+it\s+says/;
const BOMB = /larger\s+than\s+1048576\s+bytes/;

/** Each way to pack an answer, and what is said of it; null: it is read. */
const CASES: readonly (readonly [answer: Packed, said: RegExp | null])[] = [
  ...["gzip", "x-gzip", "GZip", "deflate", "br", "gzip, br", "br, deflate, gzip", "identity", ""].map(
    (encoding) => [{ encoding }, null] as const,
  ),
  [{ encoding: "deflate", bare: true }, null],
  ...["gzip", "x-gzip", "deflate", "br", "gzip, br"].flatMap((encoding): [Packed, RegExp][] => [
    [{ encoding, flaw: "cut" }, CUT],
    [{ encoding, flaw: "plain" }, OTHERWISE],
    [{ encoding, flaw: "bomb" }, BOMB],
  ]),
  [{ encoding: "deflate", bare: true, flaw: "cut" }, CUT],
  [{ encoding: "deflate", bare: true, flaw: "bomb" }, BOMB],
  ...["zstd", "compress", "no such thing", "gzip, zstd"].map(
    (encoding) => [{ encoding }, new RegExp(`not\\s+known:\\s+${encoding.replace(/ /g, "\\s+")}`)] as const,
  ),
  [{ encoding: "gzip, gzip, gzip, gzip" }, /more\s+than\s+3\s+times/],
];
const names = CASES.map((_, index) => `c${index}`);
const broken = names.filter((_, index) => CASES[index]?.[1] !== null);

/** The errors of an outcome about one allocation, which their summaries name: a deletion's have no address. */
const errorsAbout = (name: string, { diagnostics }: Outcome): string[] =>
  diagnostics
    .filter(({ severity, summary }) => severity === "error" && summary.includes(JSON.stringify(name)))
    .map(({ detail }) => detail);

const PARALLEL = `-parallelism=${names.length}`;

async function scene() {
  const { sandbox, terraform } = await openScene({ log: "trace" });
  return {
    sandbox,
    terraform,
    declareEach: (more: Readonly<Record<string, unknown>>, imports: Readonly<Record<string, string>> = {}) =>
      declare(terraform, {
        provider: { max_retries: 0, request_timeout: 5 },
        allocations: Object.fromEntries(names.map((name) => [name, allocationOf(name, more)])),
        imports,
      }),
    /** The answers to a call of each allocation come packed, each in its way. */
    pack: (on: Operation, times: FaultRule["times"] = 1): void =>
      sandbox.faults(
        CASES.map(([answer], index) => ({
          on,
          times,
          connection_id: names[index] ?? "",
          answer: { kind: "packed", ...answer },
        })),
      ),
    expectChargedOnceEach: (operation: "create" | "vn" | "call-party"): void => {
      const charged = sandbox.ledger().charges.filter((charge) => charge.operation === operation);
      expect(charged.map(({ connection_id }) => connection_id).sort()).toEqual([...names].sort());
    },
  };
}

/** What is broken failed, once, and nothing else, and says why. */
function expectTold(outcome: Outcome): void {
  expect(names.map((name) => errorsAbout(name, outcome))).toEqual(
    CASES.map(([, said]) => (said === null ? [] : [expect.stringMatching(said) as string])),
  );
}

test("a creation ends, whatever Content-Encoding its answer comes in, and none is charged twice", async () => {
  const { sandbox, terraform, declareEach, pack, expectChargedOnceEach } = await scene();
  await declareEach({});
  pack("create");
  expectTold(await terraform.applyFails(PARALLEL));
  expectChargedOnceEach("create");
  const ids = new Map(sandbox.allocations().map(({ connectionId, greenvnId }) => [connectionId, greenvnId]));
  await declareEach({}, Object.fromEntries(broken.map((name) => [`greenvn_allocation.${name}`, ids.get(name) ?? ""])));
  await terraform.apply(PARALLEL);
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);
  expect(sandbox.charged()).toBe(names.length);
  await terraform.expectNoComplaints();
});

test("so do changes, which are looked for where that can't be read, reads, where nothing is gone, and deletions", async () => {
  const { sandbox, terraform, declareEach, pack, expectChargedOnceEach } = await scene();
  await declareEach({});
  await terraform.apply(PARALLEL);

  await declareEach({ preferences: { region: "MH" } });
  pack("vn");
  await terraform.apply(PARALLEL);
  expectChargedOnceEach("vn");
  await declareEach({ preferences: { region: "MH" }, aparty_numbers: [A, A2] });
  pack("call-party");
  await terraform.apply(PARALLEL);
  expectChargedOnceEach("call-party");

  pack("read", "forever");
  expectTold(await terraform.planFails(PARALLEL));
  sandbox.faults([]);
  expect(await terraform.state()).toHaveLength(names.length);
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);

  pack("delete");
  expectTold(await terraform.destroyFails(PARALLEL));
  expect((await terraform.state()).map(({ values }) => values["connection_id"]).sort()).toEqual([...broken].sort());
  await terraform.destroy(PARALLEL);
  expect(await terraform.state()).toEqual([]);
  expect(sandbox.charged()).toBe(3 * names.length);
  await terraform.expectNoComplaints();
});
