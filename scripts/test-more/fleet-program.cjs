/** A program that reads a fleet of so many rows from a CSV and synthesizes it, by the built package. */
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { App, TerraformStack } = require("cdktf");
const { GreenVnFleet, GreenvnProvider } = require("../../dist/index.js");

const rows = Number(process.argv[2]);
const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-fleet-"));
try {
  const lines = Array.from({ length: rows }, (_, at) => `driver-${at},+91900${1_000_000 + at},+919812345678,MH`);
  const from = path.join(folder, "fleet.csv");
  writeFileSync(from, ["key,aPartyNumbers,bPartyNumbers,region", ...lines].join("\n"));
  const before = process.cpuUsage();
  const app = new App({ outdir: path.join(folder, "out") });
  const stack = new TerraformStack(app, "numbers");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  new GreenVnFleet(stack, "drivers", { from });
  app.synth();
  const { user, system } = process.cpuUsage(before);
  console.log(`took ${Math.round((user + system) / 1000)} ms`);
} finally {
  rmSync(folder, { recursive: true });
}
