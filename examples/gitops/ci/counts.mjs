// How much a plan creates, changes and deletes, as GitLab shows it beside a merge request: counts.mjs PLAN.json
import { readFileSync } from "node:fs";

const { resource_changes: changes = [] } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const count = (action) => changes.filter(({ change }) => change.actions.includes(action)).length;
console.log(JSON.stringify({ create: count("create"), update: count("update"), delete: count("delete") }));
