// Synthesizes KIND (ours, generated) COUNT times, with outputs or without: what a user's program does, timed from its
// first construct to the last file. Run by the bench, each time as a process of its own.
const { mkdtempSync, rmSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { Allocation, GreenVnAllocation, GreenvnProvider } = require("../../dist/index.js");

const [, , kind, count, outputs] = process.argv;
const outdir = mkdtempSync(path.join(os.tmpdir(), "greenvn-synthesis-"));
const parties = { a: ["+919876543210"], b: ["+919812345678"] };

const make = {
  ours(stack, id) {
    new GreenVnAllocation(stack, id, {
      aPartyNumbers: parties.a,
      bPartyNumbers: parties.b,
      region: "MU",
      outputs: outputs === "outputs",
    });
  },
  generated(stack, id) {
    const one = new Allocation(stack, id, {
      apartyNumbers: parties.a,
      bpartyNumbers: parties.b,
      connectionId: id,
      preferences: { region: "MU" },
    });
    if (outputs !== "outputs") return;
    new TerraformOutput(stack, `${id}_green_vn`, { value: one.greenVn, description: id });
    new TerraformOutput(stack, `${id}_allocation_id`, { value: one.id, description: id });
  },
}[kind];

const [startedMs, started] = [performance.now(), process.cpuUsage()];
const app = new App({ outdir });
const stack = new TerraformStack(app, "numbers");
new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
for (let one = 0; one < Number(count); one += 1) make(stack, `driver-${one}`);
app.synth();
const wallMs = performance.now() - startedMs;
const { user, system } = process.cpuUsage(started);

rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
