import { greenvnSchemaJson } from "../../../scripts/generate-bindings";
import { openTerraform } from "../../support/terraform/terraform";

test("the bindings are generated from what Terraform is told by the provider itself", async () => {
  const terraform = await openTerraform();
  const { stdout } = await terraform.run("providers", "schema", "-json");
  expect(JSON.parse(stdout)).toEqual(greenvnSchemaJson);
});
