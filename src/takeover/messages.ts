import { type Problem } from "../domain/declared/problem";
import { printable, shortened } from "../domain/printable";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { type Failure } from "../exobridge";

/** What is told of one allocation of the list. */
interface Listed {
  readonly id: string;
  readonly where: string;
}

/** All that `greenvn import-config` says, and what it writes at the head of a file. */

// The list.

export function lineOf(line: number): string {
  return `line ${line}`;
}

export function entryOf(entry: number): string {
  return `entry ${entry}`;
}

export function listIsEmpty(): string {
  return "holds no id; write one a line, or a column called id";
}

export function noListInJson(): string {
  return 'is no JSON list; write ["ID", …], or [{ "id": "ID", "name": "driver-42" }, …]';
}

export function idIsMissing(): string {
  return "the id is missing";
}

export function idIsNoId(id: unknown): string {
  return `${quoted(id)} is no id of an allocation: letters, digits and ._~:@+=- alone, at most 200, as text`;
}

export function tooManyCells(cells: number, most: number): string {
  return `holds ${cells} cells, and ${most} at most are meant: an id and a name`;
}

export function doubled(id: string, where: string): string {
  return `${quoted(id)} stands in ${where} already, and is left out here`;
}

// The account.

export function missingVariable(variable: string): string {
  return `${variable} is not set: whose allocations are read is taken from the environment, as the provider takes it.`;
}

export function wrongVariable(variable: string, expected: string): string {
  return `${variable} ${expected}.`;
}

// Files.

export function outputIsThere(out: string): string {
  return `${quoted(out)} is there already, and nothing is written over; give another --out, or remove it.`;
}

export function couldNotWrite(file: string, error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  return `${quoted(file)} could not be written: ${printable(message)}.`;
}

export function foreignProgress(file: string): string {
  return `${quoted(file)} is no progress of this account's import; remove it, or give another --out.`;
}

// How it went.

export function progressOf(done: number, total: number): string {
  return `${done} of ${total} read`;
}

export function notRead(file: string, { id, where }: Listed, why: string): string {
  return `${shown(file)}, ${where}: ${quoted(id)} could not be read: ${why}`;
}

export function whyNotRead(failure: Failure): string {
  const said = shortened(printable(failure.message).replaceAll("\n", " "), 300);
  switch (failure.kind) {
    case "unreachable":
      return `ExoBridge could not be reached: ${said}.`;
    case "no-answer":
      return `ExoBridge gave no answer: ${said}.`;
    case "stopped":
      return `the run was ended: ${said}.`;
    case "malformed":
      return `ExoBridge answered HTTP ${failure.status}, but not as its documents say: ${said}.`;
    case "refused": {
      const code = failure.code === null ? "" : `, code ${failure.code}`;
      const advice =
        failure.status === 401 || failure.status === 402 || failure.code === 7
          ? " Check GREENVN_API_KEY and GREENVN_API_TOKEN."
          : failure.status === 403
            ? " Check GREENVN_ACCOUNT_SID."
            : failure.status === 429
              ? " Set --requests-per-minute."
              : "";
      return `ExoBridge answered HTTP ${failure.status}${code}: ${said}.${advice}`;
    }
  }
}

export function stoppedAt(read: number, total: number, out: string | null): string {
  const kept =
    out === null
      ? "With --out FILE a second run goes on from what was read."
      : `What was read is kept for an hour in ${quoted(`${out}.progress`)}: the same line again goes on from there.`;
  return `Nothing was written: ${read} of ${total} allocations are read. ${kept}`;
}

export function leftOut(file: string, { id, where }: Listed, why: string): string {
  return `${shown(file)}, ${where}: ${quoted(id)} is left out: ${why}`;
}

export function whyGone(why: "unknown" | "deallocated" | "forbidden", account: string): string {
  switch (why) {
    case "unknown":
      return `ExoBridge knows no such allocation of the account ${shown(account)}; it is gone, or another account's`;
    case "deallocated":
      return "it is deallocated";
    case "forbidden":
      return `the account ${shown(account)} may not read it; it may be another account's`;
  }
}

export function notTold(attribute: string): string {
  return `ExoBridge does not tell its ${attribute}, which a declaration needs`;
}

/** Null: a text that no file can hold. */
export function toldNotDeclarable(problem: Problem | null): string {
  if (problem === null) return "ExoBridge tells a text that is no Unicode, which no file can hold";
  const value = problem.value === undefined ? "" : ` ${shown(problem.value)}`;
  return `ExoBridge tells what can not be declared, ${problem.path.join(".")}:${value} ${problem.expected}`;
}

export function nothingToWrite(): string {
  return "Nothing was written: no allocation of the list can be taken over.";
}

export function written(count: number, out: string | null, language: "hcl" | "cdktf" | "cdktn"): string {
  const what = `${count} ${count === 1 ? "allocation" : "allocations"}`;
  const where = out === null ? "" : ` to ${quoted(out)}`;
  const next =
    language === "hcl"
      ? "terraform plan shows the imports, and no change"
      : "call takeOver(this) in a stack; its plan shows the imports, and no change";
  return `Wrote ${what}${where}. Next: ${next}.\n`;
}

export function notLeftOutOf(count: number): string {
  return `${count} of the list ${count === 1 ? "is" : "are"} left out.\n`;
}

// What stands at the head of a file.

export function hclIntroduction(): string {
  return `Allocations that exist already, as they were read. The next apply imports them and changes nothing; the
import blocks can be removed then. PINs stand in no file: what is in force is kept. The module needs, once:

  terraform {
    required_providers {
      greenvn = { source = "${PROVIDER_ADDRESS}" }
    }
  }`;
}

export function constructsIntroduction(): string {
  return `Allocations that exist already, as they were read. The next apply imports them and changes nothing; importFrom
can be removed then, and outputs: false wherever outputs are wanted. PINs stand in no file: what is in force is kept.`;
}

function quoted(value: unknown): string {
  return JSON.stringify(shown(typeof value === "string" ? value : (JSON.stringify(value) ?? String(value))));
}

function shown(text: string): string {
  return shortened(printable(text).replaceAll("\n", " "), 200);
}
