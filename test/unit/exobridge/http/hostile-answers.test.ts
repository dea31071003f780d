import fc from "fast-check";
import type { CallContext } from "../../../../src/exobridge/calls/call-context";
import { createCaller } from "../../../../src/exobridge/calls/caller";
import { change } from "../../../../src/exobridge/calls/change";
import { create } from "../../../../src/exobridge/calls/create";
import { deallocate } from "../../../../src/exobridge/calls/deallocate";
import { read } from "../../../../src/exobridge/calls/read";
import type { Exchange } from "../../../../src/exobridge/http/exchange";
import { changeVnRequest } from "../../../../src/exobridge/messages/requests";
import { createScrub } from "../../../../src/exobridge/messages/scrub";
import { anyText } from "../../../support/random/any-text";
import { runs } from "../../../support/random/runs";
import { BASE64, KEY, TOKEN, WANTED } from "../setting";
import { data, ID } from "./hostile-server";

/** A client over answers that come in this order, the last one for ever; what was sent is counted by method. */
function over(answers: readonly Exchange[], stopAfter = Infinity) {
  const stop = new AbortController();
  const sent: string[] = [];
  const logs: unknown[] = [];
  const edges = { now: () => 0, elapsedMs: () => 0, random: () => 0, sleep: async () => undefined };
  const caller = createCaller({
    options: { requestTimeoutMs: 1000, stop: stop.signal, log: (...line) => logs.push(line) },
    transport: async () => ({
      send: async (request) => {
        sent.push(request.method);
        if (sent.length >= stopAfter) stop.abort();
        return answers[Math.min(sent.length, answers.length) - 1] as Exchange;
      },
    }),
    pacing: {
      turn: async () => (stop.signal.aborted ? null : () => undefined),
      pair: async () =>
        stop.signal.aborted ? null : { second: async () => !stop.signal.aborted, giveBack: () => undefined },
    },
    scrub: createScrub(KEY, TOKEN),
    edges,
  });
  const context: CallContext = { accountSid: "acme", caller, edges, stop: stop.signal, maxRepeats: 4 };
  return { context, sent, logs };
}

const echo = fc.constantFrom(TOKEN, BASE64, `Basic ${BASE64}`, encodeURIComponent(TOKEN), "4711");
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  echo,
  fc.constantFrom<unknown>(true, false, null, 0, 1, 18, 22, 200, 404, 409, 410, "vault", ID, [null], {}, "200"),
);

/** An envelope of the API in which some things are not as they should be. */
const envelope = fc
  .record({
    success: fc.oneof({ weight: 4, arbitrary: fc.boolean() }, { weight: 1, arbitrary: junk }),
    status: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(200, 404, 409, 410, 429, 500, 503) },
      { weight: 1, arbitrary: junk },
    ),
    code: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(null, 1, 18, 20, 22) }, { weight: 1, arbitrary: junk }),
    message: fc.oneof(fc.string(), echo, junk, anyText()),
    data: fc.oneof(
      { weight: 2, arbitrary: fc.constant<unknown>(data()) },
      { weight: 1, arbitrary: fc.constant<unknown>(null) },
      { weight: 1, arbitrary: fc.constant<unknown>(data({ state: "vault" })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...Object.keys(data()), "greenvn", "flow_id", "__proto__"),
            fc.jsonValue({ maxDepth: 2 }),
          )
          .map(([name, value]) => ({ ...data(), [name]: value })),
      },
      { weight: 1, arbitrary: junk },
    ),
  })
  .map((value) => JSON.stringify(value));

const text = fc.oneof(
  { weight: 6, arbitrary: envelope },
  { weight: 1, arbitrary: fc.tuple(envelope, fc.nat(300)).map(([whole, length]) => whole.slice(0, length)) },
  { weight: 1, arbitrary: fc.constantFrom("", "<html>", "[]", "null", '"x"', "{", `${"[".repeat(5000)}`, TOKEN) },
);

const exchange: fc.Arbitrary<Exchange> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("answered" as const),
      status: fc.oneof(
        fc.constantFrom(200, 200, 200, 201, 204, 302, 400, 401, 404, 404, 409, 410, 429, 452, 499, 500, 503, 504),
        fc.integer({ min: 100, max: 999 }),
      ),
      retryAfter: fc.option(fc.oneof(fc.constantFrom("1", "61", "-1", "Wed, 01 Jan 2025 12:00:07 GMT"), fc.string()), {
        nil: undefined,
      }),
      date: fc.option(fc.oneof(fc.constant("Wed, 01 Jan 2025 12:00:00 GMT"), fc.string()), { nil: undefined }),
      body: fc.oneof(
        { weight: 8, arbitrary: text.map((body) => ({ kind: "whole" as const, text: body })) },
        { weight: 1, arbitrary: fc.constant({ kind: "broken" as const, why: "the answer was cut off" }) },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Exchange>({ kind: "unreachable", why: "refused" }, { kind: "no-answer", why: "reset" }),
  },
);
const answers = fc.array(exchange, { minLength: 1, maxLength: 12 });
const stopAfter = fc.option(fc.integer({ min: 1, max: 6 }), { nil: Infinity, freq: 3 });

/** Read anew here: what an answer says, by the contract's words alone. */
function says(given: Exchange): {
  success: boolean;
  id: string | undefined;
  state: unknown;
  gone: boolean;
  exists: boolean;
} {
  const nothing = { success: false, id: undefined, state: undefined, gone: false, exists: false };
  if (given.kind !== "answered" || given.body.kind === "broken") return nothing;
  try {
    const body = JSON.parse(given.body.text) as {
      success?: unknown;
      status?: unknown;
      code?: unknown;
      data?: { greenvn_id?: unknown; state?: unknown };
    } | null;
    if (body === null || typeof body !== "object") return nothing;
    const id = body.data?.greenvn_id;
    const ok = given.status >= 200 && given.status < 300;
    const isRefusal = (status: number, code: number) =>
      body.success === false &&
      body.code === code &&
      (ok
        ? body.status === status
        : given.status === status && (body.status === status || body.status === null || body.status === undefined));
    return {
      success: ok && body.success === true,
      id: typeof id === "string" || typeof id === "number" ? String(id) : undefined,
      state: body.data?.state,
      gone: isRefusal(404, 1) || isRefusal(410, 22),
      exists: isRefusal(409, 18),
    };
  } catch {
    return nothing;
  }
}

const secret = /t0ken|\b4711\b/;
function leaks(shown: unknown): boolean {
  const all = JSON.stringify(shown);
  return secret.test(all) || all.includes(BASE64.replace(/=+$/, ""));
}
const failureOf = (outcome: object) => ("failure" in outcome ? outcome.failure : null);

describe("whatever the API answers", () => {
  test("a read tells of the right allocation, of one that is gone, or of a failure", () =>
    fc.assert(
      fc.asyncProperty(answers, stopAfter, async (given, stop) => {
        const { context, sent, logs } = over(given, stop);
        const outcome = await read(context, ID, [4711]);
        const last = says(given[Math.min(sent.length, given.length) - 1] as Exchange);
        const right = last.success && last.id === ID;
        expect(sent.length).toBeLessThanOrEqual(5);
        expect(leaks([failureOf(outcome), logs])).toBe(false);
        switch (outcome.kind) {
          case "found":
            return expect([right, last.state === "vault"]).toEqual([true, false]);
          case "gone":
            return expect(outcome.allocation ? right && last.state === "vault" : last.gone).toBe(true);
          case "failed":
            return expect(last.gone).toBe(false);
        }
      }),
      runs(60),
    ));

  test("a create keeps every id that it is told, and is repeated at most once after a lost answer", () =>
    fc.assert(
      fc.asyncProperty(answers, stopAfter, async (given, stop) => {
        const { context, sent, logs } = over(given, stop);
        const outcome = await create(context, { ...WANTED, apartyPins: [4711] });
        const seen = sent.map((_method, index) => given[Math.min(index, given.length - 1)] as Exchange);
        const last = says(seen.at(-1) as Exchange);
        const lost = seen.filter(
          (one) =>
            one.kind === "no-answer" ||
            (one.kind === "answered" &&
              one.status >= 500 &&
              (one.body.kind === "broken" || !one.body.text.includes('"success":false'))),
        );
        expect(sent.length).toBeLessThanOrEqual(5);
        expect(lost.length).toBeLessThanOrEqual(2);
        expect(leaks([failureOf(outcome), outcome.kind === "done" ? outcome.oddities : [], logs])).toBe(false);
        for (const earlier of seen.slice(0, -1))
          expect(says(earlier)).not.toMatchObject({ success: true, id: expect.stringMatching(/./) as string });
        if (outcome.kind === "done") expect(outcome.allocation.greenvnId).toBe(last.id);
        expect(outcome.kind === "exists").toBe(last.exists);
        if (outcome.kind === "refused") for (const one of seen) expect(one.kind).not.toBe("no-answer");
      }),
      runs(60),
    ));

  test("a PUT is sent right after a read that got through, and again only where none before it may have been carried out", () =>
    fc.assert(
      fc.asyncProperty(
        answers,
        stopAfter,
        fc.constantFrom("no" as const, "can-not-tell" as const),
        async (given, stop, verdict) => {
          const { context, sent, logs } = over(given, stop);
          const outcome = await change(context, {
            greenvnId: ID,
            request: changeVnRequest("acme", ID, null),
            pins: [4711],
            guard: { seen: null, checked: () => "send", landed: () => verdict },
          });
          const at = (index: number) => given[Math.min(index, given.length - 1)] as Exchange;
          expect(leaks([failureOf(outcome), logs])).toBe(false);
          expect(sent.filter((method) => method === "PUT").length).toBeLessThanOrEqual(5);
          for (let index = 1; index < sent.length; index += 1) {
            if (sent[index] !== "PUT") continue;
            const previous = at(index - 1);
            // A check or a look that got through is what comes right before it.
            expect([sent[index - 1], says(previous).success, says(previous).id]).toEqual(["GET", true, ID]);
            const before = at(sent.lastIndexOf("PUT", index - 1));
            const wasInDoubt =
              sent.indexOf("PUT") < index &&
              (before.kind === "no-answer" || (before.kind === "answered" && before.status === 503));
            if (wasInDoubt) expect(verdict).toBe("no");
          }
          if (!sent.includes("PUT")) return;
          const lastPut = at(sent.lastIndexOf("PUT"));
          if (outcome.kind === "done")
            expect([outcome.by, says(lastPut).success, says(lastPut).id]).toEqual(["answer", true, ID]);
          if (outcome.kind === "refused") expect(lastPut.kind).not.toBe("no-answer");
        },
      ),
      runs(60),
    ));

  test("a delete is done only where it says so, or the allocation is gone", () =>
    fc.assert(
      fc.asyncProperty(answers, stopAfter, async (given, stop) => {
        const { context, sent, logs } = over(given, stop);
        const outcome = await deallocate(context, ID);
        const last = says(given[Math.min(sent.length, given.length) - 1] as Exchange);
        expect(leaks([failureOf(outcome), logs].map((shown) => JSON.stringify(shown).replace(/4711/g, "")))).toBe(
          false,
        );
        if (outcome.kind === "done")
          expect(last.gone || (last.success && (last.id === undefined || last.id === ID))).toBe(true);
      }),
      runs(60),
    ));
});
