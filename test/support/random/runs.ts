/**
 * How often a costly property is tried: so often in each `npm test`, and `GREENVN_RUNS` times as often where that is
 * set, as `npm run test:more -- properties` does.
 */
export function runs(inEachTest: number): { readonly numRuns: number } {
  return { numRuns: inEachTest * Number(process.env["GREENVN_RUNS"] ?? "1") };
}
