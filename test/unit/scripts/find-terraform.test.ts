import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findTerraform, type Search } from "../../../scripts/find-terraform";

const folder = mkdtempSync(path.join(os.tmpdir(), "gvn-find-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in a folder of its own that prints `text`; returns its path. */
function program(where: string, name: string, text: string, exitCode = 0): string {
  const file = path.join(folder, where, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${text}'\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return file;
}

const terraform = program("new", "terraform", "Terraform v1.11.4\non linux_amd64");
const tofu = program("tofu", "tofu", "OpenTofu v1.8.0");
const oldTerraform = program("old", "terraform", "Terraform v1.4.7");
const broken = program("broken", "terraform", "cannot execute", 126);
const other = program("other", "terraform", "Terraform-docs 3");
const fetched = program("fetched", "terraform-v1.16.4", "Terraform v1.16.4");
const downloader = program("node_modules/.bin", "terraform", "Terraform v1.16.4");

async function find(
  env: { path?: readonly string[]; GREENVN_TERRAFORM?: string },
  fetch: () => Promise<string> = async () => Promise.reject(new Error("offline")),
): Promise<Search & { said: string[] }> {
  const said: string[] = [];
  const PATH = [...(env.path ?? []).map((file) => path.dirname(file)), "/usr/bin", "/bin"].join(":");
  return {
    ...(await findTerraform(
      { PATH, ...(env.GREENVN_TERRAFORM === undefined ? {} : { GREENVN_TERRAFORM: env.GREENVN_TERRAFORM }) },
      (line) => said.push(line),
      fetch,
    )),
    said,
  };
}

test.each<[string, Parameters<typeof find>[0], { path: string; product: string; version: string }]>([
  [
    "GREENVN_TERRAFORM before all else",
    { path: [terraform], GREENVN_TERRAFORM: tofu },
    { path: tofu, product: "tofu", version: "1.8.0" },
  ],
  [
    "GREENVN_TERRAFORM as a name",
    { path: [terraform, tofu], GREENVN_TERRAFORM: "tofu" },
    { path: tofu, product: "tofu", version: "1.8.0" },
  ],
  ["terraform before tofu", { path: [tofu, terraform] }, { path: terraform, product: "terraform", version: "1.11.4" }],
  ["tofu where there is no terraform", { path: [tofu] }, { path: tofu, product: "tofu", version: "1.8.0" }],
  [
    "tofu where terraform is too old",
    { path: [oldTerraform, tofu] },
    { path: tofu, product: "tofu", version: "1.8.0" },
  ],
  [
    "not the downloader that npm puts in front",
    { path: [downloader, terraform] },
    { path: terraform, product: "terraform", version: "1.11.4" },
  ],
])("%s", async (_rule, env, expected) => expect(await find(env)).toMatchObject({ kind: "found", terraform: expected }));

test("where there is none, one is fetched, and a line says so", async () => {
  const found = await find({}, async () => fetched);
  expect(found).toMatchObject({ kind: "found", terraform: { path: fetched, version: "1.16.4" } });
  expect(found.said).toEqual([expect.stringMatching(/^No Terraform is installed here: fetching/)]);
});

test("a download that was cut short is thrown away and named", async () => {
  const cut = program("cut", "terraform-v1.16.4", "", 1);
  const found = await find({}, async () => cut);
  expect(found).toMatchObject({ kind: "none", sentence: expect.stringContaining("does not run") as unknown });
  expect(existsSync(cut)).toBe(false);
});

test.each<[string, Parameters<typeof find>[0], RegExp]>([
  ["nothing to be had", {}, /^Install Terraform 1\.5 or OpenTofu 1\.6, or later, .*GREENVN_TERRAFORM.*\(offline\)\.$/],
  [
    "a name that is not on the PATH",
    { path: [terraform], GREENVN_TERRAFORM: "terrafrom" },
    /"terrafrom", but no such program/,
  ],
  ["a program that fails", { path: [terraform], GREENVN_TERRAFORM: broken }, /does not run/],
  ["another program", { path: [terraform], GREENVN_TERRAFORM: other }, /neither Terraform nor OpenTofu/],
  ["one that is too old", { GREENVN_TERRAFORM: oldTerraform }, /Terraform 1\.4\.7 is older than 1\.5/],
])("one sentence says what to do: %s", async (_case, env, sentence) => {
  const found = await find(env);
  expect(found).toMatchObject({ kind: "none", sentence: expect.stringMatching(sentence) as unknown });
});
