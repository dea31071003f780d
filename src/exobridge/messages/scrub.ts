import { stripVTControlCharacters } from "node:util";
import type { PinsToHide } from "../types";

/** The longest text of the API that is shown to a person, in characters. */
export const LONGEST_MESSAGE = 500;

/** Makes foreign text fit to be shown: no secret in it, nothing that steers a terminal, bounded. */
export type Scrub = (text: string, pins?: PinsToHide, secrets?: readonly string[]) => string;

/** A scrub that knows the credentials in every form in which an API or a proxy could echo them. */
export function createScrub(apiKey: string, apiToken: string): Scrub {
  const basic = Buffer.from(`${apiKey}:${apiToken}`).toString("base64");
  const credentials = oneOf([
    ...formsOf(apiToken),
    ...base64Forms(basic),
    ...base64Forms(Buffer.from(apiToken).toString("base64")),
    ...formsOf(`${apiKey}:${apiToken}`),
  ]);
  return (text, pins = [], secrets = []) => {
    const pinForms = formsOfPins(pins);
    const others = secrets.length === 0 ? null : oneOf(secrets.flatMap(formsOf));
    const hide = (shown: string): string => {
      const known = others === null ? shown : shown.replace(others, "[secret]");
      const hidden = credentials === null ? known : known.replace(credentials, "[secret]");
      return pinForms === null ? hidden : hidden.replace(pinForms, "[secret]");
    };
    // Twice: what is stripped could be strewn into a secret, or take a piece of it along.
    const plain = stripVTControlCharacters(hide(text))
      .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
      .replace(/\p{C}/gu, "");
    return shorten(hide(plain).trim());
  };
}

/** Any digits may be a PIN that stands nowhere, but for a number in E.164. */
const ANY_DIGITS = /(?<![\d+])\d+/g;

function formsOfPins(pins: PinsToHide): RegExp | null {
  if (pins === "untold") return ANY_DIGITS;
  if (pins.length === 0) return null;
  return new RegExp(`(?<!\\d)0*(?:${pins.map((pin) => escaped(String(pin))).join("|")})(?!\\d)`, "g");
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_MESSAGE ? text : `${characters.slice(0, LONGEST_MESSAGE - 1).join("")}…`;
}

function formsOf(secret: string): string[] {
  const html = secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const named = secret
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
  return [
    secret,
    urlEncoded(secret),
    JSON.stringify(secret).slice(1, -1),
    html,
    named,
    Buffer.from(secret).toString("hex"),
  ];
}

function base64Forms(base64: string): string[] {
  const bare = base64.replace(/=+$/, "");
  return [bare, bare.replace(/\+/g, "-").replace(/\//g, "_"), urlEncoded(bare)];
}

function urlEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // A lone surrogate has no encoded form.
  }
}

function oneOf(secrets: readonly string[]): RegExp | null {
  const alternatives = [...new Set(secrets)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
  if (alternatives.length === 0) return null;
  return new RegExp(`(?:Basic\\s+)?(?:${alternatives.map(escaped).join("|")})=*`, "gi");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
