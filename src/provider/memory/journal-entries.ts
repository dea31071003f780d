import type { ResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import type { Obtained } from "../../rules/vn-rule";
import type { Phase } from "./journal-decision";
import type { SentWrite } from "./notes";
import type { ProcessMark, Writer } from "./writer";

/** Whose writes they are: an allocation and an assignment of it have each a declaration of their own. */
export interface Holder {
  readonly resource: ResourceType;
  readonly greenvnId: string;
}

/** An allocation whose number an action takes: beside all state, whatever resource holds it. */
export interface Rotated {
  readonly resource: "greenvn_rotate";
  readonly greenvnId: string;
}

/** A PUT that Terraform may not have recorded; `done` once the API confirmed it. */
export interface JournalWrite extends SentWrite {
  readonly done: boolean;
  /** The number that a confirmed change of it granted. */
  readonly granted?: string | null;
  /** What sent it; absent: an older version, which did not tell. */
  readonly by?: "create" | "update";
  /** As the notes have it: a run that is not saved leaves such a state. */
  readonly savedAs?: SentWrite["before"];
}

/** What every entry tells of itself. */
interface Entry {
  /** ISO 8601. */
  readonly at: string;
  /** Null: an older version wrote it, which did not tell. */
  readonly writer: Writer | null;
  /** Whether the answer to Terraform's call was written to a Terraform that was still connected. */
  readonly delivered: boolean;
}

/** A PUT, as its file holds it. */
export interface ChangeEntry extends JournalWrite, Entry {}

/** What a creation asks for: of PINs only whether there were some. */
export interface CreationSent {
  readonly aparty_numbers: readonly string[];
  readonly bparty_numbers: readonly string[];
  readonly usage: string | null;
  readonly strictness: boolean;
  readonly preferences: Obtained["preferences"] & { readonly pin_code: string | null };
  readonly deallocation_duration: string | null;
  readonly flow_id: string | null;
  readonly aparty_pins: boolean;
  readonly bparty_pins: boolean;
  /** The version of the write-only PINs that it sends; absent: it sends none. */
  readonly pins_wo_version?: number;
}

/** A creation, as its file holds it. */
export interface CreationEntry extends Entry {
  /** Unique to this creation. */
  readonly creation: string;
  readonly connection_id: string;
  /** Null as long as no answer told it. */
  readonly greenvn_id: string | null;
  /** Null: an older version wrote it, which did not tell all of it. */
  readonly sent: CreationSent | null;
}

/** How far a PUT got. */
export function phaseOfChange({ done, delivered }: Pick<ChangeEntry, "done" | "delivered">): Phase {
  return phase(done, delivered);
}

/** How far a creation got. */
export function phaseOfCreation({ greenvn_id, delivered }: Pick<CreationEntry, "greenvn_id" | "delivered">): Phase {
  return phase(greenvn_id !== null, delivered);
}

function phase(isAnswered: boolean, isDelivered: boolean): Phase {
  if (isDelivered) return isAnswered ? "delivered" : "unanswered";
  return isAnswered ? "answered" : "sent";
}

// A file that something else wrote, or that was cut, must not fail a run: what is not whole counts for nothing.

export function isChangeEntry(entry: unknown): entry is ChangeEntry {
  return isRecord(entry) && isWhole(entry) && isWrite(entry);
}

export function isCreationEntry(entry: unknown): entry is CreationEntry {
  if (!isRecord(entry) || !isWhole(entry)) return false;
  const { creation, connection_id, greenvn_id, at, sent } = entry;
  return (
    isText(creation) &&
    isText(connection_id) &&
    isText(at) &&
    isId(greenvn_id) &&
    isRecord(sent) &&
    isCreationSent(sent)
  );
}

/** The PUTs of a file of an older version, which had a list of them for each holder. */
export function olderChanges(file: unknown): readonly ChangeEntry[] {
  const writes = isRecord(file) && Array.isArray(file["writes"]) ? file["writes"].filter(isWrite) : [];
  return writes.map((write) => ({ ...write, writer: null, delivered: false }));
}

/** The creation of a file of an older version; null where it holds none. */
export function olderCreation(file: unknown): CreationEntry | null {
  if (!isRecord(file)) return null;
  const { greenvn_id, connection_id, at, run } = file;
  if (!isText(greenvn_id) || greenvn_id === "" || !isText(connection_id) || !isText(at) || !isText(run)) return null;
  return { creation: run, connection_id, greenvn_id, at, writer: null, delivered: false, sent: null };
}

function isWhole(entry: Readonly<Record<string, unknown>>): boolean {
  return isWriter(entry["writer"]) && typeof entry["delivered"] === "boolean";
}

function isWriter(writer: unknown): writer is Writer {
  if (!isRecord(writer) || !isProcess(writer)) return false;
  const { run, parent, boot, namespace, request_timeout_ms } = writer;
  return (
    isText(run) &&
    (parent === null || isProcess(parent)) &&
    isOptional(boot, isText) &&
    isOptional(namespace, isText) &&
    typeof request_timeout_ms === "number"
  );
}

function isProcess(mark: unknown): mark is ProcessMark {
  return isRecord(mark) && typeof mark["pid"] === "number" && isOptional(mark["started"], isText);
}

export function isWrite(entry: unknown): entry is JournalWrite {
  if (!isRecord(entry)) return false;
  const { write, at, before, sent, done, granted, by, savedAs } = entry;
  return (
    isText(write) &&
    (by === undefined || by === "create" || by === "update") &&
    isText(at) &&
    typeof done === "boolean" &&
    isOptional(granted, isText) &&
    isBefore(before) &&
    (savedAs === undefined || isBefore(savedAs)) &&
    isSent(sent)
  );
}

function isBefore(before: unknown): boolean {
  return (
    isRecord(before) &&
    isOptional(before["green_vn"], isText) &&
    isTexts(before["aparty_numbers"]) &&
    isTexts(before["bparty_numbers"]) &&
    isOptional(before["usage"], isText)
  );
}

function isSent(sent: unknown): boolean {
  if (!isRecord(sent)) return false;
  switch (sent["operation"]) {
    case "vn":
      return (
        isOptional(sent["preferences"], isMapOfTexts) &&
        typeof sent["strictness"] === "boolean" &&
        isOptional(sent["rotation_triggers"], isMapOfTexts)
      );
    case "call-party":
      return (
        isTexts(sent["aparty_numbers"]) &&
        isTexts(sent["bparty_numbers"]) &&
        isOptional(sent["usage"], isText) &&
        isTexts(sent["changes"]) &&
        isVersion(sent["pins_wo_version"])
      );
    default:
      return false;
  }
}

function isCreationSent(sent: Readonly<Record<string, unknown>>): boolean {
  return (
    isTexts(sent["aparty_numbers"]) &&
    isTexts(sent["bparty_numbers"]) &&
    isOptional(sent["usage"], isText) &&
    typeof sent["strictness"] === "boolean" &&
    isMapOfTexts(sent["preferences"]) &&
    isOptional(sent["deallocation_duration"], isText) &&
    isOptional(sent["flow_id"], isText) &&
    typeof sent["aparty_pins"] === "boolean" &&
    typeof sent["bparty_pins"] === "boolean" &&
    isVersion(sent["pins_wo_version"])
  );
}

function isVersion(version: unknown): boolean {
  return version === undefined || typeof version === "number";
}

function isId(id: unknown): boolean {
  return id === null || (isText(id) && id !== "");
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

/** Texts by name, each of which may be missing. */
export function isMapOfTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((element) => isOptional(element, isText));
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || is(value);
}
