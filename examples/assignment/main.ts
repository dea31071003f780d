import { readFileSync } from "node:fs";
import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  GreenVnAllocation,
  GreenVnAssignment,
  type GreenVnAssignmentProps,
  GreenvnProvider,
  type IGreenVn,
} from "cdktf-greenvn";

const file = process.env["ASSIGNMENTS"] ?? path.join(__dirname, "assignments.json");
const declared = JSON.parse(readFileSync(file, "utf8")) as Record<string, GreenVnAssignmentProps>;

const app = new App();
const stack = new TerraformStack(app, "assignment");
new LocalBackend(stack, { path: "../../../terraform.assignment.tfstate" });
new GreenvnProvider(stack, "greenvn");

// One that wishes nothing is only read; one that wishes gets its number managed, and nothing else of it.
const numbers = Object.entries(declared).map(([team, props]): [string, IGreenVn] => {
  const { allocationId, ...wishes } = props;
  const isRead = Object.keys(wishes).length === 0;
  return [
    team,
    isRead
      ? GreenVnAllocation.fromAllocationId(stack, team, allocationId)
      : new GreenVnAssignment(stack, team, { ...props, outputs: false }),
  ];
});

new TerraformOutput(stack, "numbers", {
  value: Object.fromEntries(numbers.map(([team, { greenVn }]) => [team, greenVn])),
});

app.synth();
