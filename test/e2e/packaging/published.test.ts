import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { build } from "../../../scripts/build";
import { ROOT, VERSION } from "../../../scripts/project";
import { output, packed, unpackedIn } from "../../support/run/packed-package";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";

/** What a registry would get, as it lies on the disk of whoever installed it. */

let around: string;
let tarball: string;
let folder: string;
beforeAll(async () => {
  await build();
  around = await temporaryFolder("gvn-published-");
  tarball = await packed(ROOT, around);
  folder = await unpackedIn(tarball);
});
afterAll(() => removeFolder(around));

const files = (extension = ""): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(extension) && statSync(path.join(folder, file)).isFile())
    .sort();
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");

const tool = (name: string, ...args: readonly string[]): Promise<string> =>
  output(process.execPath, [path.join(ROOT, "node_modules", ".bin", name), ...args], around, {
    ...process.env,
    NO_COLOR: "1",
  });

test("publint has no error and no warning", async () => {
  const said = (await tool("publint", "run", tarball, "--level", "warning", "--strict")).trim().split("\n");
  expect(said.slice(-1)).toEqual(["All good!"]);
});

test("types resolve for each way of importing it: attw has nothing to say", async () => {
  const printed = await tool("attw", tarball, "--format", "json");
  const { analysis } = JSON.parse(printed) as {
    analysis: { problems: readonly unknown[]; entrypoints: Readonly<Record<string, unknown>> };
  };
  expect(analysis.problems).toEqual([]);
  expect(Object.keys(analysis.entrypoints)).toEqual([
    ".",
    "./cdktn",
    "./testing",
    "./testing/jest-globals",
    "./package.json",
  ]);
});

test("it holds what README and guides speak of, and nothing of a build's or a try-out's", () => {
  const top = new Set(files().map((file) => file.split(path.sep)[0]));
  expect([...top].sort()).toEqual(
    [
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "RELEASING.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "action.yml",
      "dist",
      "docs",
      "examples",
      "package.json",
    ].sort(),
  );
  expect(
    files().filter((file) => /\.cache|tsbuildinfo|node_modules|cdktf\.out|\.terraform|tfstate|tsconfig/.test(file)),
  ).toEqual([]);
});

test("one version's executable is in it, with parts that it knows", () => {
  const provider = files().filter((file) => file.startsWith(path.join("dist", "provider", path.sep)));
  const executables = provider.filter((file) => path.basename(file).startsWith("terraform-provider-"));
  expect(executables).toEqual([path.join("dist", "provider", `terraform-provider-greenvn_v${VERSION}`)]);
  const parts = provider.filter((file) => file.endsWith(".cjs"));
  const texts = provider.map(read);
  expect(parts.filter((part) => !texts.some((text) => text.includes(path.basename(part))))).toEqual([]);
});

test("every link in it leads somewhere: to a file of the package, a heading, or the web", () => {
  const documents = files(".md");
  expect(documents.length).toBeGreaterThan(25);
  const dead = documents.flatMap((file) =>
    linksOf(read(file))
      .filter((link) => !/^(?:https?|mailto):/.test(link) && !leadsSomewhere(file, link))
      .map((link) => `${file}: ${link}`),
  );
  expect(dead).toEqual([]);
});

test("no public declaration needs @cdktf/provider-null, nor the other library", () => {
  const reachable = (entry: string): Set<string> => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { fileName } of ts.preProcessFile(read(file)).importedFiles) {
        if (!fileName.startsWith(".")) {
          seen.add(fileName);
          continue;
        }
        const target = path.join(path.dirname(file), fileName);
        visit(
          [`${target}.d.ts`, path.join(target, "index.d.ts")].find((one) => existsSync(path.join(folder, one))) ??
            target,
        );
      }
    };
    visit(entry);
    return seen;
  };
  const packages = (entry: string) => [...reachable(entry)].filter((file) => !file.endsWith(".d.ts")).sort();
  expect(packages("dist/index.d.ts")).toEqual(["cdktf", "constructs"]);
  expect(packages("dist/cdktn/index.d.ts")).toEqual(["cdktn", "constructs"]);
});

/** Without those within code, which are none. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/^ *```[^]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "code");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

function leadsSomewhere(from: string, link: string): boolean {
  const [file = "", heading] = link.split("#");
  const target = file === "" ? from : path.join(path.dirname(from), file);
  if (!existsSync(path.join(folder, target))) return false;
  return heading === undefined || anchorsOf(read(target)).includes(heading);
}

/** As the web pages of a repository make them of headings, and what was set by hand. */
function anchorsOf(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replace(/ /g, "-"),
  );
  return [...headings, ...[...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}
