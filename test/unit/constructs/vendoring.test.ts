import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { AnnotationMetadataEntryType, App, Aspects, TerraformProvider, TerraformStack, Testing, Token } from "cdktf";
import { GreenVnAllocation, GreenvnProvider } from "../../../src";
import { installFrom } from "../../../src/install/install-from";
import { installProvider } from "../../../src/install/install-provider";
import { lockProvider, unlockedSources } from "../../../src/install/lock-provider";
import { currentPlatform } from "../../../src/install/platform";
import { PARTIES } from "./synth";

jest.mock("../../../src/install/install-provider", () => ({ installProvider: jest.fn(() => ["an executable"]) }));
jest.mock("../../../src/install/install-from", () => ({ installFrom: jest.fn(() => ["a standalone executable"]) }));
jest.mock("../../../src/install/lock-provider", () => ({
  lockProvider: jest.fn(),
  unlockedSources: jest.fn((_dir, sources: readonly string[]) => sources),
}));
const installed = jest.mocked(installProvider);
const installedFrom = jest.mocked(installFrom);
const locked = jest.mocked(lockProvider);

let outdir: string;
beforeEach(() => {
  jest.clearAllMocks();
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

test("what was put there is locked, in each stack", () => {
  const app = new App({ outdir });
  for (const id of ["first", "second"]) new GreenvnProvider(new TerraformStack(app, id), "greenvn");
  app.synth();
  expect(locked.mock.calls).toEqual(
    ["first", "second"].map((id) => [{ dir: path.join(outdir, "stacks", id), executables: ["an executable"] }]),
  );
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

test("vendorProvider: false turns both off", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  Testing.fullSynth(stack);
  expect(installed).not.toHaveBeenCalled();
  expect(locked).not.toHaveBeenCalled();
});

describe("out of a release", () => {
  const from = "release";
  const stackOf = (): TerraformStack => new TerraformStack(new App({ outdir }), "test");

  test("its executable is put there in place of this package's, once for all providers, and locked", () => {
    const stack = stackOf();
    new GreenvnProvider(stack, "greenvn", { vendorProvider: { from } });
    new GreenvnProvider(stack, "other", {
      alias: "other",
      vendorProvider: { from: path.resolve(from) },
      platforms: ["darwin_arm64"],
    });
    (stack.node.root as App).synth();
    const dir = path.join(outdir, "stacks", "test");
    const platforms = [currentPlatform(), "darwin_arm64"];
    expect(installedFrom.mock.calls).toEqual([[{ release: path.resolve(from), dir, platforms }]]);
    expect(locked.mock.calls).toEqual([[{ dir, executables: ["a standalone executable"] }]]);
    expect(installed).not.toHaveBeenCalled();
  });

  test.each([
    ["of another release", { from: "other" }, `${path.resolve(from)} and ${path.resolve("other")}`],
    ["of this package", true, `${path.resolve(from)} and none`],
  ])("one executable %s beside it is refused", (_what, vendorProvider, named) => {
    const stack = stackOf();
    new GreenvnProvider(stack, "greenvn", { vendorProvider: { from } });
    new GreenvnProvider(stack, "other", { alias: "other", vendorProvider });
    expect(() => (stack.node.root as App).synth()).toThrow(
      `vendorProvider: the providers of one stack name different releases, ${named}; name one of them`,
    );
    expect(installedFrom).not.toHaveBeenCalled();
  });

  test("one that vendors nothing may stand beside it", () => {
    const stack = stackOf();
    new GreenvnProvider(stack, "greenvn", { vendorProvider: { from } });
    new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false });
    (stack.node.root as App).synth();
    expect(installedFrom).toHaveBeenCalledTimes(1);
  });

  test.each([
    [{ from: "" }],
    [{ from: 3 }],
    [{}],
    [{ from, to: "there" }],
    ["release"],
    [{ from: Token.asString({ resolve: () => "release" }) }],
  ])("%j names none", (vendorProvider) => {
    const stack = stackOf();
    new GreenvnProvider(stack, "greenvn", { vendorProvider: vendorProvider as never });
    expect(() => (stack.node.root as App).synth()).toThrow(
      /vendorProvider: .*(neither true nor false, nor \{ from \}|is a token)/,
    );
  });
});

test("nothing is installed where the declaration is wrong", () => {
  const stack = new TerraformStack(Testing.app(), "test");
  new GreenvnProvider(stack, "greenvn");
  new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "Mumbai" });
  expect(() => Testing.fullSynth(stack)).toThrow("Mumbai");
  expect(installed).not.toHaveBeenCalled();
});

class OtherProvider extends TerraformProvider {}

describe("beside other providers", () => {
  const environment = { ...process.env };
  beforeEach(() => {
    process.env["CDKTF_OUTDIR"] = outdir; // As the cdktf and cdktn commands do.
    delete process.env["CDKTF_SKIP_PROVIDER_LOCK"];
  });
  afterEach(() => {
    process.env = { ...environment };
  });

  /** The warnings of a stack with a null provider and one by its full address. */
  function warnings({ vendorProvider = true, others = true } = {}): readonly string[] {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "numbers");
    new GreenvnProvider(stack, "greenvn", { vendorProvider });
    if (others) {
      const other = (id: string, terraformResourceType: string, terraformProviderSource?: string) =>
        new OtherProvider(stack, id, {
          terraformResourceType,
          ...(terraformProviderSource === undefined ? {} : { terraformProviderSource }),
        });
      // From an aspect, as the null provider of a hook.
      Aspects.of(stack).add({
        visit: (node) => void (node === stack && !stack.node.tryFindChild("null") && other("null", "null")),
      });
      other("dns", "dns", "registry.terraform.io/acme/dns");
      other("builtin", "terraform", "terraform.io/builtin/terraform");
    }
    app.synth();
    return stack.node.metadata
      .filter(({ type }) => type === String(AnnotationMetadataEntryType.WARN))
      .map(({ data }) => String(data));
  }

  test("the command's program is told in one line what to set", () => {
    expect(warnings()).toEqual([
      "registry.terraform.io/acme/dns, null: not in the stack's .terraform.lock.hcl yet, so that this command would ask a registry for all providers to lock them, and the registry does not have GreenVN's; set CDKTF_SKIP_PROVIDER_LOCK=true",
    ]);
    expect(unlockedSources).toHaveBeenCalledWith(path.join(outdir, "stacks", "numbers"), [
      "registry.terraform.io/acme/dns",
      "null",
    ]);
  });

  test("once it is set nothing is said", () => {
    process.env["CDKTF_SKIP_PROVIDER_LOCK"] = "true";
    expect(warnings()).toEqual([]);
  });

  test("outside of the commands nothing is said: Terraform itself locks what is missing", () => {
    delete process.env["CDKTF_OUTDIR"];
    expect(warnings()).toEqual([]);
  });

  test("once all of them are locked nothing is said", () => {
    jest.mocked(unlockedSources).mockReturnValueOnce([]);
    expect(warnings()).toEqual([]);
  });

  test.each([
    ["alone in the stack", { others: false }],
    ["with vendorProvider: false", { vendorProvider: false }],
  ])("%s, nothing is said", (_case, options) => expect(warnings(options)).toEqual([]));
});
