import { VERSION } from "../project";

/** What stands in for an allocation in a configuration. */
export type Subject = "greenvn" | "floor" | "local-exec";

const VARIABLES = `
variable "lines" { type = number }
variable "region" { type = string }
variable "prefix" { type = string }
`;

const APARTY = '"+91900${format("%07d", count.index)}"';

/** The same declaration each time; where it is no allocation, the resource is built into Terraform. */
export function configurationOf(subject: Subject): string {
  switch (subject) {
    case "greenvn":
      return `${VARIABLES}
terraform {
  required_providers {
    greenvn = {
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "${VERSION}"
    }
  }
}
resource "greenvn_allocation" "line" {
  count          = var.lines
  connection_id  = "\${var.prefix}-\${count.index}"
  aparty_numbers = [${APARTY}]
  bparty_numbers = ["+918000000001"]
  preferences    = { region = var.region }
}
`;
    case "floor":
      return `${VARIABLES}
resource "terraform_data" "line" {
  count = var.lines
  input = {
    connection_id  = "\${var.prefix}-\${count.index}"
    aparty_numbers = [${APARTY}]
    bparty_numbers = ["+918000000001"]
    preferences    = { region = var.region }
  }
}
`;
    case "local-exec":
      return `${VARIABLES}
variable "ids" { type = list(string) }
resource "terraform_data" "line" {
  count            = var.lines
  triggers_replace = { region = var.region }
  provisioner "local-exec" {
    command     = "node change-number.js"
    environment = { GREENVN_ID = var.ids[count.index], REGION = var.region }
  }
}
`;
  }
}

/** What people run by `local-exec` today: one call by what Node has built in. */
export const CHANGE_NUMBER_SCRIPT = `
const { GREENVN_BASE_URL, GREENVN_ACCOUNT_SID, GREENVN_API_KEY, GREENVN_API_TOKEN, GREENVN_ID, REGION } = process.env;
fetch(\`\${GREENVN_BASE_URL}/v1/tenants/\${GREENVN_ACCOUNT_SID}/greenvn/\${GREENVN_ID}/vn\`, {
  method: "PUT",
  headers: { authorization: "Basic " + Buffer.from(GREENVN_API_KEY + ":" + GREENVN_API_TOKEN).toString("base64"), "content-type": "application/json" },
  body: JSON.stringify({ strictness: "false", preferences: { region: REGION } }),
}).then(async (answer) => {
  if (!answer.ok) throw new Error(await answer.text());
  console.log((await answer.json()).data.green_vn);
});
`;

/** A call that creates what `configurationOf("greenvn")` declares. */
export function creationOf(prefix: string, index: number, region: string): object {
  return { connection_id: `${prefix}-${index}`, aparty_numbers: [apartyOf(index)], bparty_numbers: ["+918000000001"], usage: "twoway", strictness: "false", preferences: { region } };
}

export function apartyOf(index: number): string {
  return `+91900${String(index).padStart(7, "0")}`;
}
