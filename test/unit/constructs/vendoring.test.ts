import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { GreenVnAllocation, GreenvnProvider } from "../../../src";
import { installProvider } from "../../../src/install/install-provider";
import { currentPlatform } from "../../../src/install/platform";
import { PARTIES } from "./synth";

jest.mock("../../../src/install/install-provider", () => ({ installProvider: jest.fn() }));
const installed = jest.mocked(installProvider);

let outdir: string;
beforeEach(() => {
  installed.mockClear();
  outdir = mkdtempSync(path.join(os.tmpdir(), "greenvn-synth-"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

test("app.synth puts the provider into each stack, once, for the platforms of all its providers", () => {
  const app = new App({ outdir });
  const [first, second] = [new TerraformStack(app, "first"), new TerraformStack(app, "second")];
  new GreenvnProvider(first, "greenvn");
  new GreenvnProvider(second, "greenvn", { platforms: ["linux_arm64"] });
  new GreenvnProvider(second, "other", { alias: "other", platforms: ["linux_arm64", "darwin_arm64"] });
  for (const stack of [first, second]) new GreenVnAllocation(stack, "driver", PARTIES);
  app.synth();
  expect(installed.mock.calls).toEqual([
    [{ dir: path.join(outdir, "stacks", "first"), platforms: [currentPlatform()] }],
    [{ dir: path.join(outdir, "stacks", "second"), platforms: ["linux_arm64", "darwin_arm64"] }],
  ]);
});

test("Testing.fullSynth does so too", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn");
  const folder = Testing.fullSynth(stack);
  expect(installed.mock.calls).toEqual([
    [{ dir: path.join(folder, "stacks", "test"), platforms: [currentPlatform()] }],
  ]);
  expect(readdirSync(path.join(folder, "stacks", "test"))).toEqual(["cdk.tf.json"]);
});

test("a platform that is asked for twice, once by default, is installed once", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn");
  new GreenvnProvider(stack, "other", { alias: "other", platforms: [currentPlatform()] });
  Testing.fullSynth(stack);
  expect(installed.mock.calls[0]?.[0].platforms).toEqual([currentPlatform()]);
});

test("vendorProvider: false turns it off", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  Testing.fullSynth(stack);
  expect(installed).not.toHaveBeenCalled();
});

test("nothing is installed where the declaration is wrong", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn");
  new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "Mumbai" });
  expect(() => Testing.fullSynth(stack)).toThrow("Mumbai");
  expect(installed).not.toHaveBeenCalled();
});
