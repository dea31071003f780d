#!/usr/bin/env node
// Stands for rsync where there is none, in the few forms that gitlab-ci-local calls it in.
const { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const path = require("node:path");

const excluded = [];
const places = [];
let filesFrom;
let relative = false;
let fresh = false;
const args = process.argv.slice(2);
for (let index = 0; index < args.length; index += 1) {
  const arg = args[index];
  if (arg === "--exclude") excluded.push(args[(index += 1)]);
  else if (arg.startsWith("--exclude=")) excluded.push(arg.slice("--exclude=".length));
  else if (arg.startsWith("--exclude-from=")) excluded.push(...lines(arg.slice("--exclude-from=".length)));
  else if (arg.startsWith("--files-from=")) filesFrom = arg.slice("--files-from=".length);
  else if (arg === "--delete") fresh = true;
  else if (arg === "--delete-excluded") continue;
  else if (/^-[raR]+$/.test(arg)) relative = arg.includes("R");
  else if (arg.startsWith("-")) throw new Error(`rsync ${arg} is not played`);
  else places.push(arg);
}

const target = places.pop();
if (target === undefined || places.length === 0) throw new Error("rsync: from where, and whereto?");
if (fresh) rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
if (filesFrom !== undefined)
  for (const file of lines(filesFrom)) copy(path.join(places[0], file), path.join(target, file));
else if (relative) for (const place of places) copy(place, path.join(target, place));
else for (const place of places) copy(place, target);

function lines(file) {
  return readFileSync(file, "utf8")
    .split(/[\n\0]/)
    .filter((line) => line !== "");
}

// Entry by entry: a folder may be copied into one that lies within it, which is excluded then.
function copy(from, to, name = "") {
  const found = lstatSync(from, { throwIfNoEntry: false });
  if (found === undefined || isExcluded(name)) return;
  if (found.isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const entry of readdirSync(from)) copy(path.join(from, entry), path.join(to, entry), path.join(name, entry));
    return;
  }
  mkdirSync(path.dirname(to), { recursive: true });
  rmSync(to, { force: true });
  cpSync(from, to, { verbatimSymlinks: true, preserveTimestamps: true });
}

function isExcluded(name) {
  return excluded.some((pattern) => {
    const bare = pattern.replace(/^\/+|\/(?:\*\*)?$/g, "");
    return bare !== "" && (name === bare || name.startsWith(`${bare}${path.sep}`));
  });
}
