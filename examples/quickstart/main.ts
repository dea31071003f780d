import { readFileSync } from "node:fs";
import path from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { GreenVnAllocation, GreenvnProvider } from "cdktf-greenvn";

/** What `declared.json` says: change it, and the next plan shows what that does. */
interface Declared {
  readonly region: string;
  /** E.164. Where it is given, this very number is taken or none. */
  readonly number?: string;
}

const file = process.env["DECLARED"] ?? path.join(__dirname, "declared.json");
const declared = JSON.parse(readFileSync(file, "utf8")) as Declared;

const app = new App();
const stack = new TerraformStack(app, "quickstart");

// The state lies beside cdktf.out: a path of its own, since CDKTF would write this machine's into the JSON.
new LocalBackend(stack, { path: "../../../terraform.quickstart.tfstate" });

// The account comes from the environment: GREENVN_ACCOUNT_SID, GREENVN_API_KEY, GREENVN_API_TOKEN, GREENVN_BASE_URL.
new GreenvnProvider(stack, "greenvn");

new GreenVnAllocation(stack, "support", {
  aPartyNumbers: ["+919000000001", "+919000000002"],
  bPartyNumbers: ["+919000000101"],
  ...declared,
});

app.synth();
