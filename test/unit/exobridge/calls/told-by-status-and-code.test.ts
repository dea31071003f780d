import { deniesCredentials, existsAlready, isGone, isUnknownId } from "../../../../src/exobridge/calls/outcome";
import type { Failure } from "../../../../src/exobridge/types";

const STATUSES = [200, 400, 401, 402, 403, 404, 409, 410, 413, 422, 429, 452, 499, 500, 503];
const CODES = [null, 0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 50];
const PAIRS = STATUSES.flatMap((status) => CODES.map((code) => ({ status, code })));

const refused = (status: number, code: number | null): Failure => ({ kind: "refused", status, code, message: "" });
/** The pairs of HTTP status and code that a verdict is given for. */
const pairsOf = (verdict: (failure: Failure) => boolean): string[] =>
  PAIRS.filter(({ status, code }) => verdict(refused(status, code))).map(({ status, code }) => `${status}/${code}`);

test("an allocation is gone by 404 with code 1 and 410 with code 22, and by no other pair", () => {
  expect(pairsOf(isGone)).toEqual(["404/1", "410/22"]);
  expect(pairsOf(isUnknownId)).toEqual(["404/1"]);
});

test("a name is taken by 409 with code 18, and by no other pair", () =>
  expect(pairsOf(existsAlready)).toEqual(["409/18"]));

test("credentials are denied by 401, 402 and code 7", () =>
  expect(pairsOf(deniesCredentials)).toEqual(
    PAIRS.filter(({ status, code }) => status === 401 || status === 402 || code === 7).map(
      ({ status, code }) => `${status}/${code}`,
    ),
  ));

test.each<Failure>([
  { kind: "unreachable", message: "" },
  { kind: "no-answer", message: "" },
  { kind: "malformed", status: 404, message: "" },
  { kind: "malformed", status: 410, message: "" },
  { kind: "malformed", status: 409, message: "" },
  { kind: "malformed", status: 401, message: "" },
  { kind: "stopped", message: "" },
])("what is no answer of the API's own says nothing of all that: %j", (failure) =>
  expect([isGone, isUnknownId, existsAlready, deniesCredentials].some((verdict) => verdict(failure))).toBe(false),
);
