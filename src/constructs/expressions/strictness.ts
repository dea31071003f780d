import { type IResolvable } from "cdktf";
import { readTemplate } from "./hcl";
import { lazily } from "./resolve";
import { isExpression } from "./tokens";

/**
 * Whether one number is asked for: true for a literal one; over a token what Terraform will find, since the token may
 * be null.
 */
export function isAskedFor(number: unknown): true | IResolvable {
  if (typeof number === "string" && !isExpression(number)) return true;
  return lazily((context) => isThere(context.resolve(number)));
}

/** `number` as it will stand in the JSON. */
function isThere(number: unknown): boolean | string {
  if (number === undefined || number === null) return false;
  if (typeof number !== "string" || !isExpression(number)) return true;
  const parts = readTemplate(number);
  // Quoted, one expression by itself keeps its null.
  if (parts === null) return `\${"${number}" != null}`;
  // Terraform refuses null within a longer text.
  if (parts.length !== 1 || typeof parts[0] === "string") return true;
  const code = number.slice(2, -1).trim();
  return `\${${/^[\w.*[\]-]+$/.test(code) ? code : `(${code})`} != null}`;
}
