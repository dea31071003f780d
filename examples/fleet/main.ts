import path from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { GreenVnFleet, GreenvnProvider } from "cdktf-greenvn";

const app = new App();
const stack = new TerraformStack(app, "fleet");
new LocalBackend(stack, { path: "../../../terraform.fleet.tfstate" });
new GreenvnProvider(stack, "greenvn");

// Whatever is wrong in the file is named at synth, with line and column: nothing has to be checked here.
new GreenVnFleet(stack, "numbers", { from: process.env["FLEET"] ?? path.join(__dirname, "fleet.yaml") });

app.synth();
