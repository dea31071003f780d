import {
  identityOf,
  keptIdentity,
  plannedIdentity,
  upgradeIdentity,
} from "../../../../../src/plugin/engine/resource/identity";
import { importResource } from "../../../../../src/plugin/engine/resource/import-resource-state";
import { optional, required } from "../../../../../src/plugin/sdk/schema";
import { type JsonValue, UNKNOWN } from "../../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { leak, runtimeOf, thing } from "../scripted-provider";

const attributes = { key: required.string(""), shelf: optional.number("") };
const known = thing({
  identity: { version: 1, attributes, of: ({ id, size }) => ({ key: id ?? null, shelf: size ?? null }) },
});
const { runtime } = runtimeOf(known);
const state: ObjectValue = { id: "1", name: "a", size: 2 };

test.each<[string, ObjectValue | null, ObjectValue | null]>([
  ["of a whole state", state, { key: "1", shelf: 2 }],
  ["of one that does not tell all of it: none", { ...state, size: null }, null],
  ["of one that is not known yet: none", { ...state, id: UNKNOWN }, null],
  ["of another type than it is of: none", { ...state, size: "two" }, null],
  ["of no state: none", null, null],
])("the identity %s", (_what, of, expected) => {
  expect(identityOf(known, of)).toEqual(expected);
  expect(identityOf(thing(), of)).toBeNull();
});

test.each<[string, ObjectValue | null, ObjectValue | null, ObjectValue | null, number]>([
  ["the same", state, { key: "1", shelf: 2 }, { key: "1", shelf: 2 }, 0],
  ["none so far", state, null, { key: "1", shelf: 2 }, 0],
  ["not known so far", state, { key: UNKNOWN, shelf: UNKNOWN }, { key: "1", shelf: 2 }, 0],
  ["not told whole so far", state, { key: "1", shelf: null }, { key: "1", shelf: 2 }, 0],
  ["another one: refused, and it stays", state, { key: "2", shelf: 2 }, { key: "2", shelf: 2 }, 1],
  ["in part another one", state, { key: "1", shelf: 3 }, { key: "1", shelf: 3 }, 1],
  [
    "of a state that does not tell it: it stays",
    { ...state, size: null },
    { key: "2", shelf: 2 },
    { key: "2", shelf: 2 },
    0,
  ],
  ["of what is gone", null, { key: "1", shelf: 2 }, null, 0],
])("beside a state that was read or changed it is %s", (_what, reached, before, identity, errors) => {
  const kept = keptIdentity(runtime, known, reached, before, "Could not read it");
  expect([kept.identity, kept.diagnostics.map(({ severity }) => severity)]).toEqual([
    identity,
    Array.from({ length: errors }, () => "error"),
  ]);
});

test("a resource that fails to say its identity loses nothing of what was reached", () => {
  const failing = thing({ identity: { version: 0, attributes, of: leak } });
  const before = { key: "1", shelf: 2 };
  expect(keptIdentity(runtime, failing, state, before, "x")).toEqual({ identity: before, diagnostics: [] });
});

test("a plan tells that of the state, and of a creation none", () => {
  expect(plannedIdentity(known, state, null)).toEqual({ key: "1", shelf: 2 });
  expect(plannedIdentity(known, { ...state, size: null }, { key: "1", shelf: 2 })).toEqual({ key: "1", shelf: 2 });
  expect(plannedIdentity(known, null, null)).toBeNull();
});

test.each<[string, number, JsonValue | undefined, ObjectValue | null, RegExp | null]>([
  ["this version", 1, { key: "1", shelf: 2 }, { key: "1", shelf: 2 }, null],
  ["an older version", 0, { key: "1" }, { key: "1", shelf: null }, null],
  ["attributes that are no more", 1, { key: "1", colour: "green" }, { key: "1", shelf: null }, null],
  ["none", 1, null, null, null],
  ["a newer version", 2, { key: "1" }, null, /written by a newer version.*is 2,.*knows 1 at most/],
  ["a damaged one", 1, { key: {} }, null, /damaged.*key is not a string/],
  ["what is no object", 1, [], null, /damaged.*not a JSON object/],
  ["what is no JSON", 1, undefined, null, /damaged/],
])("a saved identity of %s", (_what, version, json, identity, problem) => {
  const upgraded = upgradeIdentity(runtime, known, { version, json });
  expect(upgraded.identity).toEqual(identity);
  if (problem === null) expect(upgraded.diagnostics).toEqual([]);
  else expect(upgraded.diagnostics[0]?.detail).toMatch(problem);
});

test("an import by identity hands it over, with null for what it may leave out", async () => {
  const importState = jest.fn(() => ({ state, notes: {}, diagnostics: [] }));
  const importing = thing({ identity: { version: 0, attributes, of: () => ({}) }, importState });
  await importResource(runtimeOf(importing).runtime, importing, "", { key: "1", shelf: null });
  expect(importState).toHaveBeenCalledWith(expect.objectContaining({ id: "", identity: { key: "1", shelf: null } }));
});

test("an import by identity without what it must name never reaches the resource, and neither does one of none", async () => {
  const importState = jest.fn(leak);
  const importing = thing({ identity: { version: 0, attributes, of: () => ({}) }, importState });
  const missing = await importResource(runtimeOf(importing).runtime, importing, "", { key: null, shelf: 1 });
  expect(missing.diagnostics[0]?.detail).toMatch(/must name key/);
  const without = thing({ importState });
  const none = await importResource(runtimeOf(without).runtime, without, "", { key: "1" });
  expect(none.diagnostics[0]?.detail).toMatch(/has no identity/);
  expect(importState).not.toHaveBeenCalled();
});
