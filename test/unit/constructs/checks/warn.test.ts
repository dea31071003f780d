import { App, TerraformStack, Testing } from "cdktf";
import { GreenVnAllocation, GreenvnProvider } from "../../../../src";
import { PARTIES } from "../synth";

const SHOWN_BY_CLI = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";
const WARNING =
  'region: "ZZ" is no region that this version knows (AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB); it is sent as it is, since regions are added over time';

afterEach(() => {
  delete process.env[SHOWN_BY_CLI];
  jest.restoreAllMocks();
});

function run(): { written: unknown[]; annotations: unknown[] } {
  const { outdir } = Testing.app();
  const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "numbers");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "ZZ" });
  app.synth();
  app.synth();
  return {
    written: stderr.mock.calls.map(([text]) => text),
    annotations: driver.node.metadata.map(({ data }) => data as unknown),
  };
}

test("where the program runs by itself, a warning is written once on stderr", () =>
  expect(run()).toEqual({ written: [`Warning: [numbers/driver] ${WARNING}\n`], annotations: [WARNING] }));

test("where the CLI runs it, the annotation alone is made, which the CLI shows", () => {
  process.env[SHOWN_BY_CLI] = "true";
  expect(run()).toEqual({ written: [], annotations: [WARNING] });
});
