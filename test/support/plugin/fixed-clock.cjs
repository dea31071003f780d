// Preloaded into a provider whose answers are compared with recorded ones: what differs from run to run stands still.
const crypto = require("node:crypto");
const { syncBuiltinESMExports } = require("node:module");

const NOW_MS = Date.UTC(2026, 0, 1);

class FixedDate extends Date {
  constructor(...args) {
    super(...(args.length === 0 ? [NOW_MS] : args));
  }
  static now() {
    return NOW_MS;
  }
}
globalThis.Date = FixedDate;
globalThis.performance.now = () => 0;
// The jitter of waits.
Math.random = () => 0;

// Processes of one story are told apart, as their ids would be.
const run = (process.env["FIXED_IDS_RUN"] ?? "1").padStart(8, "0");
let issued = 0;
crypto.randomUUID = () => `${run}-0000-4000-8000-${String((issued += 1)).padStart(12, "0")}`;
syncBuiltinESMExports();
