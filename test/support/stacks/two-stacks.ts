import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { GreenVnAllocation, GreenvnProvider } from "../../../src";

const app = new App();

const numbers = new TerraformStack(app, "numbers");
new LocalBackend(numbers, { path: "terraform.tfstate" });
new GreenvnProvider(numbers, "greenvn");
const driver = new GreenVnAllocation(numbers, "driver", {
  aPartyNumbers: ["+919876543210"],
  bPartyNumbers: ["+919812345678"],
  region: "MU",
});

const readers = new TerraformStack(app, "readers");
new LocalBackend(readers, { path: "terraform.tfstate" });
new GreenvnProvider(readers, "greenvn", { platforms: ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"] });
GreenVnAllocation.fromAllocationId(readers, "found", driver.allocationId);
new TerraformOutput(readers, "number", { value: driver.greenVn });

app.synth();
