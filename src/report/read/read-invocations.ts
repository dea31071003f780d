import { isRecord } from "../../domain/is-record";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { type Maybe, UNKNOWN } from "../../domain/unknown";
import { type Json, type JsonObject, member } from "./json";
import type { JsonReader } from "./json-reader";
import type { JsonScanner } from "./json-scanner";
import { isOurType } from "./our-types";
import type { ActionInvocation, ConfiguredCommand } from "./plan";
import { covers } from "./read-side";

/** What `action_invocations` says, as Terraform writes it from 1.14 on. */
export interface Invocations {
  readonly ours: readonly ActionInvocation[];
  /** Those of other providers: what they do is not known. */
  readonly commands: readonly ConfiguredCommand[];
  readonly strangers: readonly { readonly address: string; readonly provider: string }[];
  /** Whether one was asked for by `-invoke`: such a plan refreshes, and changes no resource. */
  readonly areInvoked: boolean;
}

export function readInvocations(scanner: JsonScanner, reader: JsonReader): Invocations {
  const ours: ActionInvocation[] = [];
  const commands: ConfiguredCommand[] = [];
  const strangers: { address: string; provider: string }[] = [];
  let areInvoked = false;
  reader.eachElement(scanner, "action_invocations", (index) => {
    const at = `action_invocations[${index}]`;
    const entry = scanner.isObject() ? (scanner.value() as JsonObject) : reader.note(at, null);
    if (entry === null) return;
    areInvoked ||= isInvoked(entry);
    const address = reader.text(member(entry, "address"), `${at}.address`);
    const type = reader.text(member(entry, "type"), `${at}.type`);
    const provider = reader.text(member(entry, "provider_name"), `${at}.provider_name`);
    if (provider === PROVIDER_ADDRESS) ours.push(readInvocation(entry, address, type, at, reader));
    else if (isOurType(type)) strangers.push({ address, provider });
    else commands.push({ address, kind: "action", type, runs: true });
  });
  return { ours, commands, strangers, areInvoked };
}

function readInvocation(
  entry: JsonObject,
  address: string,
  type: string,
  at: string,
  reader: JsonReader,
): ActionInvocation {
  const values = reader.object(member(entry, "config_values"), `${at}.config_values`);
  const [unknown, sensitive] = [member(entry, "config_unknown"), member(entry, "config_sensitive")];
  const text = (...path: readonly string[]): Maybe<string> | null => {
    if (covers(unknown, path)) return UNKNOWN;
    let value: Json | undefined = values ?? undefined;
    for (const name of path) value = isRecord(value) ? member(value, name) : undefined;
    return reader.optionalText(value, `${at}.config_values.${path.join(".")}`);
  };
  return {
    address,
    type,
    trigger: triggerOf(entry, at, reader),
    allocation: text("greenvn_id"),
    pinned: text("preferences", "greenvn"),
    sensitive: new Set(["greenvn_id", "preferences.greenvn"].filter((path) => covers(sensitive, path.split(".")))),
  };
}

function triggerOf(entry: JsonObject, at: string, reader: JsonReader): ActionInvocation["trigger"] {
  const where = `${at}.lifecycle_action_trigger`;
  const trigger = reader.object(member(entry, "lifecycle_action_trigger"), where);
  if (trigger === null) return isInvoked(entry) ? { kind: "invoked" } : { kind: "untold" };
  return {
    kind: "resource",
    address: reader.text(member(trigger, "triggering_resource_address"), `${where}.triggering_resource_address`),
    event: reader.optionalText(member(trigger, "action_trigger_event"), `${where}.action_trigger_event`),
  };
}

function isInvoked(entry: JsonObject): boolean {
  return isRecord(member(entry, "invoke_action_trigger"));
}
