import type { ResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import type { Obtained } from "../../rules/vn-rule";
import type { SentWrite } from "./notes";

/** Whose writes they are: an allocation and an assignment of it have each a declaration of their own. */
export interface Holder {
  readonly resource: ResourceType;
  readonly greenvnId: string;
}

/** A PUT that this directory's Terraform may not have recorded; `done` once the API confirmed it. */
export interface JournalWrite extends SentWrite {
  readonly done: boolean;
  /** The number that a confirmed change of it granted. */
  readonly granted?: string | null;
  /** Where a creation sent it. */
  readonly by?: "create";
}

/** A creation that was answered, and what it had asked for. */
export interface JournalCreation {
  readonly greenvn_id: string;
  readonly preferences: Obtained["preferences"];
  readonly strictness: boolean;
}

/** A creation as its file holds it. */
export interface CreationEntry extends JournalCreation {
  readonly connection_id: string;
  /** ISO 8601. */
  readonly at: string;
  /** The run that created it, or took it in last. */
  readonly run: string;
}

// A file that something else wrote, or that was cut, must not fail a run: what is not whole counts for nothing.

export function isWrite(entry: unknown): entry is JournalWrite {
  if (!isRecord(entry)) return false;
  const { write, at, before, sent, done, granted } = entry;
  return (
    isText(write) &&
    isText(at) &&
    typeof done === "boolean" &&
    isOptional(granted, isText) &&
    isBefore(before) &&
    isSent(sent)
  );
}

export function isCreationEntry(entry: unknown): entry is CreationEntry {
  if (!isRecord(entry)) return false;
  const { greenvn_id, connection_id, preferences, strictness, run } = entry;
  return (
    isText(greenvn_id) &&
    greenvn_id !== "" &&
    isText(connection_id) &&
    typeof strictness === "boolean" &&
    isText(run) &&
    isRecord(preferences) &&
    isMapOfTexts(preferences)
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
        isTexts(sent["changes"])
      );
    default:
      return false;
  }
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
