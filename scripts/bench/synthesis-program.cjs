// Synthesizes KIND (ours, generated, fleet) COUNT times, with outputs or without: what a user's program does, timed from
// its first construct to the last file. Run by the bench, each time as a process of its own.
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { Allocation, GreenVnAllocation, GreenVnFleet, GreenvnProvider } = require("../../dist/index.js");

const [, , kind, count, outputs] = process.argv;
const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-synthesis-"));
const parties = { a: ["+919876543210"], b: ["+919812345678"] };
const ids = Array.from({ length: Number(count) }, (_, index) => `driver-${index}`);

const make = {
  ours(stack) {
    for (const id of ids)
      new GreenVnAllocation(stack, id, {
        aPartyNumbers: parties.a,
        bPartyNumbers: parties.b,
        region: "MU",
        outputs: outputs === "outputs",
      });
  },
  generated(stack) {
    for (const id of ids) {
      const one = new Allocation(stack, id, {
        apartyNumbers: parties.a,
        bpartyNumbers: parties.b,
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
    ["key,aPartyNumbers,bPartyNumbers,region", ...ids.map((id) => `${id},${parties.a},${parties.b},MU`)].join("\n"),
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
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peakMiB }));
} finally {
  rmSync(folder, { recursive: true });
}
