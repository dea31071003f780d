import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../project";

/** An entry point of the package, and where its pages lie. */
export interface Entry {
  /** What a program imports: `cdktf-greenvn/cdktn`. */
  readonly name: string;
  /** The source that exports it, by its path in the repository. */
  readonly source: string;
  /** The folder of its pages within docs/api; empty for the package's main entry. */
  readonly folder: string;
  /** What stands below the title of its first page. */
  readonly introduction: string;
}

/** What the entry for cdktn adds: all else is made from the source of the main one. */
const CDKTN = "src/constructs/library/cdktn/functions.ts";

const INTRODUCTIONS: Readonly<Record<string, string>> = {
  "": `What a program imports. Begin with the [guide](../guides/constructs.md): \`GreenvnProvider\`, \`GreenVnAllocation\` and
\`GreenVnAssignment\` are what stacks are written with. \`Allocation\`, \`Assignment\`, \`AccountSettings\` and
\`DataGreenvnAllocation\` are generated from the provider's schema, as Terraform knows them: the [reference of the
provider](../index.md) tells what each attribute means.`,
  testing: `Matchers for the tests of your own stacks and plans, for Jest and Vitest: the [guide](../../guides/testing.md) shows
each of them at work.`,
  "testing/jest-globals": `The [same matchers](../README.md), typed for \`import { expect } from "@jest/globals"\`.`,
  cdktn: `What this entry has beside [all of \`cdktf-greenvn\`](../README.md), which it exports for cdktn with the same names.`,
};

/** Every entry point that programs import, as the package names them. */
export function entries(): readonly Entry[] {
  const { name, exports } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  return Object.keys(exports)
    .filter((key) => !key.endsWith(".json"))
    .map((key) => {
      const folder = key.replace(/^\.\/?/, "");
      const file = path.posix.join("src", `${folder}.ts`);
      const source = folder === "cdktn" ? CDKTN : existsSync(path.join(ROOT, file)) ? file : `src/${folder}/index.ts`;
      const introduction = INTRODUCTIONS[folder] ?? "";
      return { name: path.posix.join(name, folder), source, folder, introduction };
    });
}

/** The names that a source exports, in their order, through whatever it passes on whole. */
export function exportsOf(source: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, source), "utf8");
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) =>
        name
          .trim()
          .replace(/^type /, "")
          .replace(/^.* as /, ""),
      )
      .filter((name) => name !== ""),
  );
  const declared = [
    ...text.matchAll(/^export (?:declare |abstract )*(?:class|interface|type|const|function|enum) (\w+)/gm),
  ];
  const passedOn = [...text.matchAll(/^export \* from "(\.[^"]*)"/gm)].flatMap(([, from = ""]) =>
    exportsOf(`${path.posix.join(path.posix.dirname(source), from)}.ts`),
  );
  return [...new Set([...listed, ...declared.map(([, name = ""]) => name), ...passedOn])];
}
