// Synthesizes KIND (ours, generated, fleet) COUNT times, with outputs or without: what a user's program does, timed from
// its first construct to the last file. Run by the bench, each time as a process of its own.
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { peakMiB } = require("./peak-memory.cjs");
const { Allocation, GreenVnAllocation, GreenVnFleet, GreenvnProvider } = require("../../dist/index.js");

const [, , kind, count, outputs] = process.argv;
const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-synthesis-"));
const lines = Array.from({ length: Number(count) }, (_, index) => ({
  id: `driver-${index}`,
  a: `+91900${1_000_000 + index}`,
  b: "+919812345678",
}));

const make = {
  ours(stack) {
    for (const { id, a, b } of lines)
      new GreenVnAllocation(stack, id, {
        aPartyNumbers: [a],
        bPartyNumbers: [b],
        region: "MU",
        outputs: outputs === "outputs",
      });
  },
  generated(stack) {
    for (const { id, a, b } of lines) {
      const one = new Allocation(stack, id, {
        apartyNumbers: [a],
        bpartyNumbers: [b],
        connectionId: id,
        preferences: { region: "MU" },
      });
      if (outputs !== "outputs") continue;
      new TerraformOutput(stack, `${id}_green_vn`, { value: one.greenVn, description: id });
      new TerraformOutput(stack, `${id}_allocation_id`, { value: one.id, description: id });
    }
  },
  fleet(stack) {
    new GreenVnFleet(stack, "drivers", { from: rows, defaults: { outputs: outputs === "outputs" } });
  },
}[kind];
const rows = path.join(folder, "fleet.csv");
if (kind === "fleet")
  writeFileSync(
    rows,
    ["key,aPartyNumbers,bPartyNumbers,region", ...lines.map(({ id, a, b }) => `${id},${a},${b},MU`)].join("\n"),
  );

try {
  const [startedMs, started] = [performance.now(), process.cpuUsage()];
  const app = new App({ outdir: path.join(folder, "out") });
  const stack = new TerraformStack(app, "numbers");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  make(stack);
  app.synth();
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(started);
  console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peakMiB: peakMiB() }));
} finally {
  rmSync(folder, { recursive: true });
}
