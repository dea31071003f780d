import path from "node:path";
import { App, AssetType, LocalBackend, TerraformAsset, TerraformStack } from "cdktf";
import { GreenVnAllocation, GreenvnProvider, Region } from "cdktf-greenvn";

const app = new App();
const stack = new TerraformStack(app, "webhook");
new LocalBackend(stack, { path: "../../../terraform.webhook.tfstate" });
new GreenvnProvider(stack, "greenvn");

const hotline = new GreenVnAllocation(stack, "hotline", {
  aPartyNumbers: ["+919000000001"],
  bPartyNumbers: ["+919000000101"],
  region: process.env["REGION"] ?? Region.MU,
});

// The script is copied into the synthesized stack, so that the JSON names no path of this machine.
const notify = new TerraformAsset(stack, "notify", { path: path.join(__dirname, "notify.mjs"), type: AssetType.FILE });

hotline.onNumberChange("notify", {
  command: `node ${notify.path}`,
  environment: { HOOK_URL: process.env["HOOK_URL"] ?? "http://127.0.0.1:9000/numbers" },
  using: "terraform_data", // Built into Terraform: nothing to download.
});

app.synth();
