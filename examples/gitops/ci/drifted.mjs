// Whether a plan of what is declared has anything to do: drifted.mjs PLAN.json. Exit code 10 where it has.
import { readFileSync } from "node:fs";

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const isTime = (value) => typeof value === "string" && TIME.test(value);

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const does = ({ actions }) => actions.some((action) => action !== "no-op" && action !== "read");
// A plan says that something moved, is imported or forgotten beside actions that do nothing.
const moves = ({ previous_address, address, change }) =>
  (previous_address !== undefined && previous_address !== address) || (change.importing ?? null) !== null;

const resources = (plan.resource_changes ?? []).filter((entry) => does(entry.change) || moves(entry));
const outside = (plan.resource_drift ?? []).filter(({ type, change }) => type.startsWith("greenvn_") && does(change));
const outputs = Object.values(plan.output_changes ?? {}).filter(
  (change) => does(change) && !(isTime(change.before) && isTime(change.after)),
);
const left = resources.length + outside.length + outputs.length;
process.exitCode = left + (plan.deferred_changes ?? []).length > 0 ? 10 : 0;
