import { isRecord } from "../../domain/is-record";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { isList, type JsonObject, member } from "./json-reader";
import type { Plan } from "./plan";

/**
 * An address of ours that is planned, or stands in the state before, and of which no change is listed; or null.
 * Terraform lists what is unchanged, too.
 */
export function findOmittedChange(value: JsonObject, plan: Plan): string | null {
  const listed = new Set(
    plan.changes.flatMap(({ address, previousAddress, deposed }) => [
      place(address, deposed),
      ...(previousAddress === null ? [] : [previousAddress]),
    ]),
  );
  return (
    [
      ...ours(objectIn(value, "planned_values")),
      ...(listsAll(value, plan) ? ours(objectIn(objectIn(value, "prior_state"), "values")) : []),
    ].find((here) => !listed.has(here)) ?? null
  );
}

// A targeted plan leaves out what it does not look at, and one that only refreshes has no list at all.
function listsAll(value: JsonObject, plan: Plan): boolean {
  return plan.complete === true && Object.hasOwn(value, "resource_changes");
}

/** The places of all managed resources of this provider below `root_module`. */
function ours(values: JsonObject | null): string[] {
  const found: string[] = [];
  const modules = [objectIn(values, "root_module")];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of objectsOf(module, "resources")) {
      if (member(resource, "mode") !== "managed" || member(resource, "provider_name") !== PROVIDER_ADDRESS) continue;
      const [address, deposed] = [member(resource, "address"), member(resource, "deposed_key")];
      found.push(
        typeof address === "string"
          ? place(address, typeof deposed === "string" ? deposed : null)
          : "a resource without an address",
      );
    }
    modules.push(...objectsOf(module, "child_modules"));
  }
  return found;
}

function place(address: string, deposed: string | null): string {
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function objectsOf(object: JsonObject | null, name: string): JsonObject[] {
  const elements = member(object, name);
  return elements !== undefined && elements !== null && isList(elements)
    ? elements.filter((element) => isRecord(element))
    : [];
}

function objectIn(object: JsonObject | null, name: string): JsonObject | null {
  const value = member(object, name);
  return isRecord(value) ? value : null;
}
