import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../../scripts/project";

/** [importing file, what it imports]; files that are only imported are made too. */
type Arrow = readonly [from: string, to: string];

const REFUSED: readonly (readonly [rule: string, ...arrow: Arrow])[] = [
  ["the words import no rules", "domain/word", "../rules/rule"],
  ["the words read no files", "domain/reader", "node:fs"],
  ["rules know no API", "rules/caller", "../exobridge/client"],
  ["the engine knows no wire", "plugin/engine/coder", "../wire/codec"],
  ["what an author writes against knows no engine", "plugin/sdk/maker", "../engine/runtime"],
  ["the transport knows no calls", "plugin/server/transport/caller", "../rpc/rpc"],
  ["the wire takes no other package", "plugin/wire/client", "commander"],
  ["the server knows no GreenVN", "plugin/server/seller", "../../provider/resource"],
  ["a type counts as an import", "plugin/engine/typist", "../../domain/word"],
  ["HTTP knows nothing of the calls", "exobridge/http/decider", "../calls/outcome"],
  ["messages decide nothing", "exobridge/messages/decider", "../calls/outcome"],
  ["the calls know no HTTP library", "exobridge/calls/requester", "axios"],
  ["the calls know no connections", "exobridge/calls/dialer", "../http/agents"],
  ["the API client has one door", "provider/steps/thief", "../../exobridge/calls/outcome"],
  ["the provider does not serve itself", "provider/server", "../plugin/server/serve"],
  ["no resource imports another", "provider/assignment/copier", "../allocation/plan"],
  ["steps know no resource", "provider/steps/knower", "../allocation/plan"],
  ["memory knows no steps", "provider/memory/teller", "../steps/refresh"],
  ["a stack unpacks nothing", "constructs/unpacker", "../release/unpack"],
  ["the sandbox decides afresh", "sandbox/tenant", "../rules/rule"],
  ["a fault knows no listener", "sandbox/faults/knower", "../listener"],
  ["the sandbox's core knows no HTTP", "sandbox/core/knower", "../messages/http-io"],
  ["what reads a plan judges nothing", "report/read/judge", "../judge/gates"],
  ["what judges a plan writes nothing", "report/judge/writer", "../write/markdown"],
  ["the report calls no API", "report/caller", "../exobridge/client"],
  ["constructs know no rules", "constructs/decider", "../rules/rule"],
  ["constructs are written against cdktf", "constructs/allocation", "cdktn"],
  ["bindings of one library know no other", "bindings/cdktn/resource", "cdktf"],
  ["provider-null stays in one file", "constructs/allocation", "@cdktf/provider-null"],
  ["the command line is no provider", "cli/provider", "../provider/resource"],
  ["an import leads somewhere", "cli/nowhere", "./nowhere-at-all"],
];

const ALLOWED: readonly (readonly [rule: string, ...arrow: Arrow])[] = [
  ["rules use the words", "rules/rule", "../domain/word"],
  ["the executable serves the provider", "provider/start/main", "../../plugin/server/process/serve"],
  ["the client uses Node's network", "exobridge/http/client", "node:https"],
  ["requests go by axios", "exobridge/http/requester", "axios"],
  ["constructs use cdktf", "constructs/stack", "cdktf"],
  ["the command line starts the sandbox", "cli/sandbox", "../sandbox/tenant"],
];

describe("lint:", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "gvn-arrows-"));
  let violations: readonly { from: string; to: string; rule: { name: string } }[];

  const plant = (from: string, imports: readonly string[]): void => {
    const file = path.join(folder, "src", `${from}.ts`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      imports.map((specifier, n) => `import type * as planted${n} from "${specifier}";\n`).join("") + "export {};\n",
      { flag: "a" },
    );
  };

  beforeAll(async () => {
    for (const [, from, to] of [...REFUSED, ...ALLOWED]) {
      plant(from, [to]);
      if (to.startsWith("../")) plant(path.posix.join(path.dirname(from), to), []);
    }
    plant("domain/hen", ["./egg"]);
    plant("domain/egg", ["./hen"]);
    plant("provider/start/main", ["../resource"]);
    plant("provider/resource", ["../constructs/stack"]);
    // No circle of files: each of the two folders needs the other.
    plant("report/read/first", ["../judge/first"]);
    plant("report/judge/second", ["../read/second"]);
    plant("report/judge/first", []);
    plant("report/read/second", []);
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    for (const file of [".dependency-cruiser.js", "tsconfig.json", "package.json"])
      symlinkSync(path.join(ROOT, file), path.join(folder, file));
    violations = await cruise(folder);
  }, 30_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const isRefused = (from: string, to: string): boolean =>
    violations.some((violation) => violation.from === `src/${from}.ts` && violation.to.includes(lastPart(to)));

  test.each(REFUSED)("%s", (_rule, from, to) => expect(isRefused(from, to)).toBe(true));
  test.each(ALLOWED)("%s", (_rule, from, to) => expect(isRefused(from, to)).toBe(false));

  test.each([
    ["no cycles", "no-cycles", "src/domain/egg.ts"],
    ["no circles of folders, where no files are in one", "no-circles-of-folders", "src/report/read"],
    [
      "the executable never gets to cdktf, over other files either",
      "the-executable-never-reaches-cdktf",
      "src/provider/start/main.ts",
    ],
  ])("%s", (_rule, name, from) =>
    expect(violations).toContainEqual(
      expect.objectContaining({ from, rule: expect.objectContaining({ name }) as unknown }),
    ),
  );
});

const lastPart = (specifier: string): string => /[^/:]+$/.exec(specifier)?.[0] ?? specifier;

/** All that `npm run lint` would say about the imports under a folder's `src`. */
async function cruise(folder: string): Promise<{ from: string; to: string; rule: { name: string } }[]> {
  const program = path.join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const stdout = await new Promise<string>((resolve) => {
    // Its exit code is the number of violations: here they are the point.
    execFile(
      process.execPath,
      [program, "--output-type", "json", "src"],
      { cwd: folder, maxBuffer: 1 << 26 },
      (_error, output) => resolve(output),
    );
  });
  return (JSON.parse(stdout) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } })
    .summary.violations;
}
