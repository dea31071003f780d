import { VERSION } from "../project";

/** What stands in for an allocation in a configuration. */
export type Subject = "greenvn" | "floor" | "local-exec";

/**
 * Instances of one resource block. With thousands in one Terraform's own work grows with their square, whatever the
 * resource.
 */
export const LINES_OF_A_BLOCK = 100;

const VARIABLES = `
variable "region" { type = string }
variable "prefix" { type = string }
`;

const PROVIDER = `
terraform {
  required_providers {
    greenvn = {
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "${VERSION}"
    }
  }
}
`;

/** The same declarations each time, in blocks; where they are no allocations, the resource is built into Terraform. */
export function configurationOf(subject: Subject, lines: number): string {
  const blocks = Array.from({ length: Math.ceil(lines / LINES_OF_A_BLOCK) }, (_, block) => {
    const first = block * LINES_OF_A_BLOCK;
    return blockOf(subject, `line_${block}`, `(${first} + count.index)`, Math.min(LINES_OF_A_BLOCK, lines - first));
  });
  return [
    VARIABLES,
    subject === "greenvn" ? PROVIDER : "",
    subject === "local-exec" ? `variable "ids" { type = list(string) }\n` : "",
    ...blocks,
  ].join("");
}

function blockOf(subject: Subject, name: string, index: string, count: number): string {
  const aparty = `"+91900\${format("%07d", ${index})}"`;
  switch (subject) {
    case "greenvn":
      return `
resource "greenvn_allocation" "${name}" {
  count          = ${count}
  connection_id  = "\${var.prefix}-\${${index}}"
  aparty_numbers = [${aparty}]
  bparty_numbers = ["+918000000001"]
  preferences    = { region = var.region }
}
`;
    case "floor":
      return `
resource "terraform_data" "${name}" {
  count = ${count}
  input = {
    connection_id  = "\${var.prefix}-\${${index}}"
    aparty_numbers = [${aparty}]
    bparty_numbers = ["+918000000001"]
    preferences    = { region = var.region }
  }
}
`;
    case "local-exec":
      return `
resource "terraform_data" "${name}" {
  count            = ${count}
  triggers_replace = { region = var.region }
  provisioner "local-exec" {
    command     = "node change-number.js"
    environment = { GREENVN_ID = var.ids[${index}], REGION = var.region }
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
  return {
    connection_id: `${prefix}-${index}`,
    aparty_numbers: [apartyOf(index)],
    bparty_numbers: ["+918000000001"],
    usage: "twoway",
    strictness: "false",
    preferences: { region },
  };
}

export function apartyOf(index: number): string {
  return `+91900${String(index).padStart(7, "0")}`;
}
