import { type Written } from "../../row-files/row-file";
import { type Shape } from "../props/prop-table";

/**
 * What a value of a file is as a prop of that shape. What can not be one is handed on as it stands there, so that the
 * prop's own check names it. Nothing is rounded: a number that is meant as a text is the digits in the file.
 */
export function propValue(shape: Shape, value: Written): unknown {
  switch (shape) {
    case "numbers":
    case "texts":
    case "names":
      return listOf(value, asText);
    case "pins":
      return listOf(value, asNumber);
    case "number":
      return asNumber(value);
    case "flag":
    case "switch":
      return asFlag(value);
    case "texts-by-key":
      return mapOf(value);
    case "text":
    case "name":
    case "provider":
    case "vendoring":
    case "iterator":
    case "count":
    case "list":
    case "object":
      return asText(value);
  }
}

/** `+919876543210; +919876543211`: semicolons, commas, blanks and line breaks all separate. */
function listOf(value: Written, element: (one: Written) => unknown): unknown {
  if (value.kind === "list") return value.items.map(element);
  const text = asText(value);
  if (typeof text !== "string") return text;
  return text
    .split(/[\s;,]+/)
    .filter((one) => one !== "")
    .map((one) => element({ kind: "text", text: one }));
}

/** `quarter=2026-Q1; reason=lost` */
function mapOf(value: Written): unknown {
  if (value.kind === "map") return Object.fromEntries(value.members.map(([name, member]) => [name, asText(member)]));
  if (value.kind !== "text") return asText(value);
  const pairs = value.text
    .split(/[;\n]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "")
    .map((pair) => /^([^=]*[^=\s])\s*=\s*(.*)$/s.exec(pair));
  if (!pairs.every((pair) => pair !== null)) return value.text;
  const names = pairs.map(([, name = ""]) => name);
  // Of two of one name the first would be lost.
  if (new Set(names).size < names.length) return value.text;
  return Object.fromEntries(pairs.map(([, name = "", text = ""]) => [name, text]));
}

function asText(value: Written): unknown {
  switch (value.kind) {
    case "text":
      return value.text;
    case "plain":
      return value.source;
    case "nothing":
      return null;
    case "list":
      return value.items.map(asText);
    case "map":
      return Object.fromEntries(value.members.map(([name, member]) => [name, asText(member)]));
  }
}

/** Digits alone: no sign, point, exponent or leading zero that a number would lose. */
function asNumber(value: Written): unknown {
  const text = asText(value);
  if (typeof text !== "string" || !/^(?:0|[1-9]\d*)$/.test(text)) return text;
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

/** A spreadsheet writes `TRUE`. */
function asFlag(value: Written): unknown {
  if (value.kind === "plain" && typeof value.value === "boolean") return value.value;
  const text = asText(value);
  const word = typeof text === "string" ? text.toLowerCase() : text;
  return word === "true" ? true : word === "false" ? false : text;
}
