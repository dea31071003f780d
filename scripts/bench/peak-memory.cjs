const { readFileSync } = require("node:fs");

/** The most memory that this process held, in MiB. */
exports.peakMiB = () => {
  try {
    // Where the system tells it of the program alone: what maxRSS tells counts whoever started it, before it did.
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
};
