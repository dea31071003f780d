import { type NpmRun } from "../../../../src/init/source/npm";
import { type AtRegistry, readAnswer } from "../../../../src/init/source/registry";

const ended = (exitCode: number, stdout: string, stderr = ""): NpmRun => ({ kind: "ended", exitCode, stdout, stderr });

test.each<[string, NpmRun, AtRegistry]>([
  ["the very version", ended(0, '"0.1.0"\n'), { kind: "there" }],
  ["another version", ended(0, '"0.2.0"\n'), { kind: "absent" }],
  ["nothing, as older versions of npm say of an unknown version", ended(0, ""), { kind: "absent" }],
  ["no such package", ended(1, '{ "error": { "code": "E404" } }'), { kind: "absent" }],
  ["no such package, on standard error", ended(1, "", "npm error code E404"), { kind: "absent" }],
  ["a page of a proxy", ended(1, "<html>", "npm error code E403"), { kind: "not-told", why: "no answer" }],
  ["no network", ended(1, "", "npm error code ENOTFOUND"), { kind: "not-told", why: "no answer" }],
  ["no end", { kind: "late" }, { kind: "not-told", why: "too late" }],
  ["no npm", { kind: "missing" }, { kind: "not-told", why: "no npm" }],
])("%s", (_case, ran, told) => expect(readAnswer(ran, "0.1.0")).toEqual(told));
