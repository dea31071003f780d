import { DataResource, Fn, Lazy, type TerraformStack, TerraformVariable, Token } from "cdktf";

/** The ways in which a program can hand over a value, each with the token that it makes of a plain one. */
export const KINDS = [
  "literal",
  "Token.asString",
  "Token.asNumber",
  "Token.asList",
  "Token.asStringMap",
  "Token.asAny",
  "Lazy",
  "Fn",
  "TerraformVariable",
  "reference",
  "null at run time",
] as const;
export type KindOfToken = (typeof KINDS)[number];

/**
 * Whether a prop takes a value of a kind: `passes`, whole; `refused` at synth, with the construct's path; or `no null`,
 * where it passes and Terraform itself refuses a null there.
 */
export type Cell = "passes" | "refused" | "no null";

/** What a prop is made of, and its cells in the order of `KINDS`. */
interface Row {
  readonly plain: unknown;
  readonly cells: readonly Cell[];
}

const CELLS = { p: "passes", x: "refused", n: "no null" } as const;

/** `p` passes, `x` is refused, `n` passes and Terraform refuses its null. One letter for each of `KINDS`. */
function row(plain: unknown, letters: string): Row {
  return {
    plain,
    cells: letters
      .replaceAll(" ", "")
      .split("")
      .map((letter) => CELLS[letter as "p" | "x" | "n"]),
  };
}

/** Every prop, by construct, and what is expected of each kind of token in it. */
export const TOKEN_TABLE = {
  //                              lit  str  num  lst  map  any  lzy  Fn   var  ref  null
  allocation: {
    aPartyNumbers: row(["+919876543210"], "p p x p x p p p p p n"),
    bPartyNumbers: row(["+919812345678"], "p p x p x p p p p p n"),
    connectionId: row("cab-7", "          p p p x x p p p p p n"),
    number: row("+917205827365", "        p p p x x p p p p p p"),
    region: row("MU", "                   p p p x x p p p p p p"),
    numberType: row("mobile", "           p p p x x p p p p p p"),
    strict: row(true, "                   p p x x x p p p p p p"),
    rotateOn: row({ quarter: "1" }, "     p p x x p p p p p p p"),
    pinCode: row("560001", "              p p p x x p p p p p p"),
    usage: row("oneway", "                p p p x x p p p p p p"),
    aPartyPins: row([4711], "             p p x p x p p p p p p"),
    bPartyPins: row([4712], "             p p x p x p p p p p p"),
    deallocateAfter: row("30d", "         p p p x x p p p p p p"),
    flowId: row("flow-1", "               p p p x x p p p p p p"),
    deletionProtection: row(true, "       p p x x x p p p p p p"),
    onDestroy: row("abandon", "           p p p x x p p p p p p"),
    outputs: row(false, "                 p x x x x x x x x x x"),
  },
  assignment: {
    allocationId: row("gvn-1", "          p p p x x p p p p p n"),
    number: row("+917205827366", "        p p p x x p p p p p p"),
    region: row("KA", "                   p p p x x p p p p p p"),
    numberType: row("landline", "         p p p x x p p p p p p"),
    strict: row(true, "                   p p x x x p p p p p p"),
    rotateOn: row({ quarter: "1" }, "     p p x x p p p p p p p"),
    outputs: row(false, "                 p x x x x x x x x x x"),
  },
  imported: {
    importFrom: row("gvn-2", "            p p p x x p p p p n n"),
  },
  lookUp: {
    allocationId: row("gvn-3", "          p p p x x p p p p p n"),
  },
  provider: {
    accountSid: row("other", "            p p p x x p p p p p p"),
    apiKey: row("key", "                  p p p x x p p p p p p"),
    apiToken: row("s3cret-token", "       x p p x x p x p p p p"),
    baseUrl: row("https://example.com", " p p p x x p p p p p p"),
    requestTimeout: row(30, "             p p p x x p p p p p p"),
    maxRetries: row(2, "                  p p p x x p p p p p p"),
    requestsPerMinute: row(600, "         p p p x x p p p p p p"),
    skipCredentialsCheck: row(true, "     p p x x x p p p p p p"),
    allowBaseUrlChange: row(true, "       p p x x x p p p p p p"),
    connectionIdPrefix: row("team", "     p p p x x p p p p p n"),
    alias: row("other", "                 p x x x x x x x x x x"),
    vendorProvider: row(false, "          p x x x x x x x x x x"),
    platforms: row(["linux_amd64"], "     p x x x x x x x x x x"),
  },
  hook: {
    command: row("true", "                p p p x x p p p p p n"),
    environment: row({ A: "b" }, "        p p x x p p p p p p n"),
    interpreter: row(["/bin/sh"], "       p p x p x p p p p p p"),
    using: row("terraform_data", "        p x x x x x x x x x x"),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Row>>>>;
export type TableOfTokens = keyof typeof TOKEN_TABLE;

/** Where each prop stands in the JSON; null for what sets no attribute. */
export const ATTRIBUTE_OF: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  allocation: {
    aPartyNumbers: "aparty_numbers",
    bPartyNumbers: "bparty_numbers",
    connectionId: "connection_id",
    number: "preferences.greenvn",
    region: "preferences.region",
    numberType: "preferences.number_type",
    strict: "strictness",
    rotateOn: "rotation_triggers",
    pinCode: "preferences.pin_code",
    usage: "usage",
    aPartyPins: "aparty_pins",
    bPartyPins: "bparty_pins",
    deallocateAfter: "deallocation_policy.duration",
    flowId: "flow_id",
    deletionProtection: "deletion_protection",
    onDestroy: "deletion_policy",
  },
  assignment: {
    allocationId: "greenvn_id",
    number: "preferences.greenvn",
    region: "preferences.region",
    numberType: "preferences.number_type",
    strict: "strictness",
    rotateOn: "rotation_triggers",
  },
  imported: { importFrom: "import" },
  lookUp: { allocationId: "id" },
  provider: {
    accountSid: "account_sid",
    apiKey: "api_key",
    apiToken: "api_token",
    baseUrl: "base_url",
    requestTimeout: "request_timeout",
    maxRetries: "max_retries",
    requestsPerMinute: "requests_per_minute",
    skipCredentialsCheck: "skip_credentials_check",
    allowBaseUrlChange: "allow_base_url_change",
  },
  hook: { command: "command", environment: "environment", interpreter: "interpreter" },
};

/** A row of the table, whichever construct it is of. */
export function rowOf(table: string, prop: string): Row {
  const found = (TOKEN_TABLE as Readonly<Record<string, Readonly<Record<string, Row>>>>)[table]?.[prop];
  if (found === undefined) throw new Error(`no row for ${table}.${prop}`);
  return found;
}

/** What is expected of a kind of token in a prop. */
export function cellOf(table: string, prop: string, kind: KindOfToken): Cell {
  const cell = rowOf(table, prop).cells[KINDS.indexOf(kind)];
  if (cell === undefined) throw new Error(`no cell for ${table}.${prop} and ${kind}`);
  return cell;
}

/** Makes the token; variables and resources that it needs are declared in the stack, under the given name. */
export function tokenOf(kind: KindOfToken, stack: TerraformStack, name: string, plain: unknown): unknown {
  const variable = () => new TerraformVariable(stack, name, {});
  switch (kind) {
    case "literal":
      return plain;
    case "Token.asString":
      return Token.asString(variable().value);
    case "Token.asNumber":
      return Token.asNumber(variable().value);
    case "Token.asList":
      return Array.isArray(plain) && typeof plain[0] === "number"
        ? Token.asNumberList(variable().value)
        : Token.asList(variable().value);
    case "Token.asStringMap":
      return Token.asStringMap(variable().value);
    case "Token.asAny":
      return Token.asAny(variable().value);
    case "Lazy":
      return Lazy.anyValue({ produce: () => plain });
    case "Fn":
      return Fn.try([variable().value]);
    case "TerraformVariable": {
      const declared = variable();
      if (typeof plain === "string") return declared.stringValue;
      if (typeof plain === "number") return declared.numberValue;
      if (typeof plain === "boolean") return declared.booleanValue;
      return Array.isArray(plain) ? declared.listValue : (declared.value as unknown);
    }
    case "reference": {
      const source = new DataResource(stack, name);
      source.addOverride("input", plain); // As a prop CDKTF would make a map of a list.
      return source.interpolationForAttribute("output");
    }
    case "null at run time":
      return variable().value as unknown;
  }
}

/** How that token stands in the JSON, where it passes. */
export function writtenAs(kind: KindOfToken, name: string, plain: unknown): unknown {
  switch (kind) {
    case "literal":
    case "Lazy":
      return plain;
    case "Fn":
      return `\${try(var.${name})}`;
    case "reference":
      return `\${terraform_data.${name}.output}`;
    case "Token.asString":
    case "Token.asNumber":
    case "Token.asList":
    case "Token.asStringMap":
    case "Token.asAny":
    case "TerraformVariable":
    case "null at run time":
      return `\${var.${name}}`;
  }
}
