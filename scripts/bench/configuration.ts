import { VERSION } from "../project";

/**
 * Another provider's executable, whose resource `NAME_allocation` takes what an allocation of ours is declared by: the
 * provider itself takes `account_sid`, `api_token` and `base_url`.
 */
export interface Peer {
  readonly name: string;
  readonly executable: string;
}

/** What stands in for an allocation in a configuration. */
export type Subject = "greenvn" | "floor" | "local-exec" | Peer;

/** How a subject is called in names of folders and figures. */
export const nameOf = (subject: Subject): string => (typeof subject === "string" ? subject : subject.name);

/** Where Terraform is told to look for a peer. */
export const PEER_NAMESPACE = "registry.terraform.io/peers";
export const PEER_VERSION = "0.1.0";

/**
 * Instances of one resource block. With thousands in one Terraform's own work grows with their square, whatever the
 * resource.
 */
export const LINES_OF_A_BLOCK = 100;

/** Resources in blocks of `count`, or a block for each as a program or a person with names for them writes it. */
export type Layout = "count" | "each";

const VARIABLES = `
variable "region" { type = string }
variable "prefix" { type = string }
`;

function providerOf(subject: Subject): string {
  if (subject === "floor" || subject === "local-exec") return "";
  const [name, source, version] =
    subject === "greenvn"
      ? [subject, "registry.terraform.io/cdktf-greenvn/greenvn", VERSION]
      : [subject.name, `${PEER_NAMESPACE}/${subject.name}`, PEER_VERSION];
  return `
terraform {
  required_providers {
    ${name} = {
      source  = "${source}"
      version = "${version}"
    }
  }
}
${subject === "greenvn" ? "" : settingsOf(subject)}`;
}

/** A peer reads no environment of ours. */
const settingsOf = ({ name }: Peer): string => `
variable "account_sid" { type = string }
variable "api_token" { type = string }
variable "base_url" { type = string }
provider "${name}" {
  account_sid = var.account_sid
  api_token   = var.api_token
  base_url    = var.base_url
}
`;

/** The same declarations each time; where they are no allocations, the resource is built into Terraform. */
export function configurationOf(subject: Subject, lines: number, layout: Layout = "count"): string {
  const blocks =
    layout === "each"
      ? Array.from({ length: lines }, (_, index) => blockOf(subject, `line_${index}`, String(index)))
      : Array.from({ length: Math.ceil(lines / LINES_OF_A_BLOCK) }, (_, block) => {
          const first = block * LINES_OF_A_BLOCK;
          const count = Math.min(LINES_OF_A_BLOCK, lines - first);
          return blockOf(subject, `line_${block}`, `(${first} + count.index)`, count);
        });
  return [
    VARIABLES,
    providerOf(subject),
    subject === "local-exec" ? `variable "ids" { type = list(string) }\n` : "",
    ...blocks,
  ].join("");
}

function blockOf(subject: Subject, name: string, index: string, count?: number): string {
  const aparty = `"+91900\${format("%07d", ${index})}"`;
  const times = count === undefined ? "" : `  count = ${count}`;
  if (typeof subject === "object" || subject === "greenvn")
    return `
resource "${nameOf(subject)}_allocation" "${name}" {
${times}
  connection_id  = "\${var.prefix}-\${${index}}"
  aparty_numbers = [${aparty}]
  bparty_numbers = ["+918000000001"]
  preferences    = { region = var.region }
}
`;
  switch (subject) {
    case "floor":
      return `
resource "terraform_data" "${name}" {
${times}
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
${times}
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
