import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import type { JsonReader } from "./json-reader";
import type { JsonScanner } from "./json-scanner";
import { isOurType } from "./our-types";
import { type ConfiguredResources, mayBeAmong } from "./resource-address";

/** Which resources a report can't do without: all of this provider, and those that run commands. */
export interface Needed {
  /** By their addresses in the configuration, without keys. */
  readonly resources: ConfiguredResources;
}

/**
 * The places of all needed resources in the state, or planned state, whose `root_module` the scanner stands before,
 * until one is found that is not listed; null where all are.
 */
export function firstUnlisted(
  isListed: (place: string) => boolean,
  needed: Needed,
  scanner: JsonScanner,
  reader: JsonReader,
): string | null {
  let unlisted: string | null = null;
  const module = (): void => {
    reader.eachMember(scanner, "values of a module", (name) => {
      if (name === "child_modules") reader.eachElement(scanner, name, module);
      else if (name === "resources")
        reader.eachElement(scanner, name, () => {
          const place = placeOf(needed, scanner, reader);
          if (place !== null && unlisted === null && !isListed(place)) unlisted = place;
        });
    });
  };
  module();
  return unlisted;
}

/** An object's place: its address, and its key where an interrupted replacement left it behind. */
export function placeAt(address: string, deposed: string | null): string {
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function placeOf(needed: Needed, scanner: JsonScanner, reader: JsonReader): string | null {
  const told = new Map<string, unknown>();
  reader.eachMember(scanner, "a resource's values", (name) => {
    if (["address", "deposed_key", "mode", "provider_name", "type"].includes(name)) told.set(name, scanner.value());
  });
  const text = (name: string): string | null => {
    const value = told.get(name);
    return typeof value === "string" ? value : null;
  };
  const address = text("address");
  // Without a mode it may be a managed one.
  if (text("mode") === "data") return null;
  const isOurs = text("provider_name") === PROVIDER_ADDRESS || isOurType(text("type") ?? "");
  if (!isOurs && !mayBeAmong(needed.resources, address ?? "")) return null;
  return address === null ? "a resource without an address" : placeAt(address, text("deposed_key"));
}
