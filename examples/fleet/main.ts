import { readFileSync } from "node:fs";
import path from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenvnProvider } from "cdktf-greenvn";
import { parse } from "yaml";

const file = process.env["FLEET"] ?? path.join(__dirname, "fleet.yaml");
// Whatever is wrong in the file is named at synth, each line by its own name: nothing has to be checked here.
const fleet = parse(readFileSync(file, "utf8")) as Record<string, GreenVnAllocationProps>;

const app = new App();
const stack = new TerraformStack(app, "fleet");
new LocalBackend(stack, { path: "../../../terraform.fleet.tfstate" });
new GreenvnProvider(stack, "greenvn");

for (const [name, line] of Object.entries(fleet)) new GreenVnAllocation(stack, name, line);

app.synth();
