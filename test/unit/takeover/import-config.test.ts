import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { importConfig, type ImportIo, type ImportOptions } from "../../../src/takeover/import-config";

const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-takeover-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => readdirSync(folder).forEach((name) => rmSync(path.join(folder, name), { recursive: true })));

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

const PIN = 471142;
const TOKEN = "s3cret-token";

/** An allocation as another implementation may tell it: further fields, another order, numbers in other forms. */
const told = (id: string, more: object = {}) => ({
  data: {
    new_field: { deep: [1] },
    greenvn: "+917205827365",
    state: "active",
    aparty_pins: [PIN],
    bparty_numbers: ["919812345678"],
    greenvn_id: id,
    usage: "twoway",
    aparty_numbers: ["09876543210", "+919876543211"],
    connection_id: `name-of-${id}`,
    ...more,
  },
  message: null,
  code: null,
  success: true,
  status: 200,
});
const refusal = (status: number, code: number | null) => ({ success: false, status, code, message: "no", data: null });

type Answer = { readonly status: number; readonly body: unknown } | "drop";

/** An API that answers each id by `answer`, and keeps the paths that it was asked for. */
async function serve(answer: (id: string, nth: number) => Answer) {
  const paths: string[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? "";
    paths.push(`${request.method ?? ""} ${url}`);
    const id = decodeURIComponent(url.split("/").at(-1) ?? "");
    const nth = (counts.get(id) ?? 0) + 1;
    counts.set(id, nth);
    const answered = answer(id, nth);
    if (answered === "drop") return void request.socket.destroy();
    response.writeHead(answered.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answered.body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly progress: readonly string[];
}

async function run(
  url: string,
  options: Partial<ImportOptions> & { readonly file: string },
  io: Partial<ImportIo> = {},
): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  const progress: string[] = [];
  const exit = await importConfig(
    { language: "hcl", out: null, requestsPerMinute: null, ...options },
    {
      cwd: folder,
      env: { GREENVN_ACCOUNT_SID: "exotel", GREENVN_API_TOKEN: TOKEN, GREENVN_BASE_URL: url },
      stdout: (text) => void (stdout += text),
      stderr: (text) => void (stderr += text),
      progress: (line) => void progress.push(line),
      stop: new AbortController().signal,
      now: Date.now,
      ...io,
    },
  );
  return { exit, stdout, stderr, progress };
}

function list(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

const ok = (id: string): Answer => ({ status: 200, body: told(id) });

describe("what is written", () => {
  test("HCL: an import block and its resource for each, and no PIN", async () => {
    const { url, paths } = await serve(ok);
    const { exit, stdout, stderr, progress } = await run(url, { file: list("ids.csv", "id,name\na1,driver-1\nb2,\n") });
    expect(exit).toBe(0);
    expect(stdout.slice(stdout.indexOf("import {"))).toBe(`import {
  to = greenvn_allocation.driver-1
  id = "a1"
}

resource "greenvn_allocation" "driver-1" {
  connection_id  = "name-of-a1"
  aparty_numbers = ["+919876543210", "+919876543211"]
  bparty_numbers = ["+919812345678"]
  usage          = "twoway"
}

import {
  to = greenvn_allocation.name-of-b2
  id = "b2"
}

resource "greenvn_allocation" "name-of-b2" {
  connection_id  = "name-of-b2"
  aparty_numbers = ["+919876543210", "+919876543211"]
  bparty_numbers = ["+919812345678"]
  usage          = "twoway"
}
`);
    expect(stderr).toBe("Wrote 2 allocations. Next: terraform plan shows the imports, and no change.\n");
    expect(progress).toEqual(["1 of 2 read", "2 of 2 read", ""]);
    expect(`${stdout}${stderr}`).not.toMatch(new RegExp(`${PIN}|${TOKEN}`));
    // Reads alone.
    expect(paths.sort()).toEqual(["GET /v1/tenants/exotel/greenvn/a1", "GET /v1/tenants/exotel/greenvn/b2"]);
  });

  test.each([
    ["cdktf", "cdktf-greenvn"],
    ["cdktn", "cdktf-greenvn/cdktn"],
  ] as const)("constructs for %s", async (language, entry) => {
    const { url } = await serve(ok);
    const { exit, stdout } = await run(url, { file: list("ids.json", '["a1"]'), language });
    expect(exit).toBe(0);
    expect(stdout).toMatch(new RegExp(`^import { GreenVnAllocation } from "${entry}";\\n`));
    expect(stdout.slice(stdout.indexOf("export function"))).toBe(`export function takeOver(scope: Construct): void {
  new GreenVnAllocation(scope, "name-of-a1", {
    importFrom: "a1",
    connectionId: "name-of-a1",
    aPartyNumbers: ["+919876543210", "+919876543211"],
    bPartyNumbers: ["+919812345678"],
    usage: "twoway",
    outputs: false,
  });
}
`);
  });

  test("what Terraform would read as an expression is text", async () => {
    const connection_id = 'a"b\\c\n${d} $${e} %{f}\u202e\u2028';
    const { url } = await serve((id) => ({ status: 200, body: told(id, { connection_id }) }));
    const file = list("ids.txt", "a1,driver\n");
    expect((await run(url, { file })).stdout).toContain(
      String.raw`"a\"b\\c\n$${"$"}{d} $$${"$"}{e} %%{f}\u202e\u2028"`,
    );
    expect((await run(url, { file, language: "cdktf" })).stdout).toContain(
      String.raw`connectionId: "a\"b\\c\n$${"$"}{d} $$${"$"}{e} %%{f}\u{202e}\u{2028}",`,
    );
  });

  test("names are identifiers, each its own, and stay when the list is sorted otherwise", async () => {
    const { url } = await serve(ok);
    const named = [
      "driver",
      "driver",
      "a b",
      "a.b",
      "7",
      "-x",
      "दिल्ली",
      "constructor",
      "Default",
      "ok",
      "${x}",
      "a\nb",
    ];
    const rows = named.map((name, at) => ({ id: `id-${at}`, name }));
    const namesOf = async (entries: readonly object[]) => {
      const { stdout } = await run(url, { file: list("ids.json", JSON.stringify(entries)) });
      const found = [...stdout.matchAll(/to = greenvn_allocation\.(\S+)\n {2}id = "(\S+)"/g)];
      return Object.fromEntries(found.map(([, name = "", id = ""]) => [id, name]));
    };
    const names = await namesOf(rows);
    expect(new Set(Object.values(names)).size).toBe(rows.length);
    for (const name of Object.values(names)) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
    expect(names["id-9"]).toBe("ok");
    expect(await namesOf([...rows].reverse())).toEqual(names);
  });
});

describe("what is left out is named", () => {
  test("gone, deallocated, another account's, doubled, or not to be declared", async () => {
    const answers: Record<string, Answer> = {
      live: ok("live"),
      unknown: { status: 404, body: refusal(404, 1) },
      deleted: { status: 410, body: refusal(410, 22) },
      vault: { status: 200, body: told("vault", { state: "vault" }) },
      theirs: { status: 403, body: refusal(403, 8) },
      settings: { status: 200, body: { success: true, status: 200, code: null, message: null, data: {} } },
      nameless: { status: 200, body: told("nameless", { connection_id: undefined }) },
      bare: { status: 200, body: told("bare", { aparty_numbers: ["9876543210"] }) },
    };
    const { url } = await serve((id) => answers[id] ?? "drop");
    const ids = ["live", "unknown", "deleted", "vault", "theirs", "nameless", "bare", "live"];
    const { exit, stdout, stderr } = await run(url, {
      file: list("ids.csv", `\uFEFFid\r\n\r\n${ids.join("\r\n")}\r\n`),
    });
    expect(exit).toBe(1);
    expect(stdout.match(/^import/gm)).toHaveLength(1);
    expect(stderr.split("\n")).toEqual([
      'ids.csv, line 10: "live" stands in line 3 already, and is left out here',
      'ids.csv, line 4: "unknown" is left out: ExoBridge knows no such allocation of the account exotel; it is gone, or another account\'s',
      'ids.csv, line 5: "deleted" is left out: it is deallocated',
      'ids.csv, line 6: "vault" is left out: it is deallocated',
      'ids.csv, line 7: "theirs" is left out: the account exotel may not read it; it may be another account\'s',
      'ids.csv, line 8: "nameless" is left out: ExoBridge does not tell its connection_id, which a declaration needs',
      expect.stringMatching(
        /^ids\.csv, line 9: "bare" is left out: ExoBridge tells what can not be declared, apartyNumbers: "9876543210" is not a number in E\.164/,
      ),
      "Wrote 1 allocation. Next: terraform plan shows the imports, and no change.",
      "7 of the list are left out.",
      "",
    ]);
  });

  test("nothing is written where nothing is left", async () => {
    const { url } = await serve(() => ({ status: 404, body: refusal(404, 1) }));
    const { exit, stdout } = await run(url, { file: list("ids.csv", "a\n"), out: "numbers.tf" });
    expect([exit, stdout, existsSync(path.join(folder, "numbers.tf"))]).toEqual([2, "", false]);
  });
});

describe("a list that is wrong is refused before any call", () => {
  test.each<[string, string, string]>([
    ["a path", "a.csv", "a\n../settings\nb/../../x\nc d\nd%2Fe\n..\n.\ne?f\n#\na\\b\n"],
    ["a path in JSON", "a.json", '["a", {"id": "../settings"}, {"id": 7}, null, {"name": "x"}, ["b"]]'],
    ["no id", "b.csv", "id,name\n,driver\n"],
    ["too many cells", "c.csv", "a,b,c\n"],
    ["nothing", "d.csv", "\n"],
    ["columns alone", "e.csv", "id,name\n"],
    ["no list", "f.json", '{"id":"a"}'],
    ["no JSON", "g.json", "[a]"],
    ["an empty list", "h.json", "[]"],
    ["no UTF-8", "i.csv", "\0"],
    ["what is not there", "gone.csv", ""],
  ])("%s", async (_case, name, text) => {
    const { url, paths } = await serve(ok);
    const file = text === "" ? name : list(name, text);
    const { exit, stdout, stderr } = await run(url, { file, out: "numbers.tf" });
    expect([exit, stdout, paths]).toEqual([2, "", []]);
    const wrong = text.split("\n").filter((line, at) => name === "a.csv" && at > 0 && line !== "").length;
    expect(stderr.trim().split("\n")).toHaveLength(name === "a.json" ? 5 : Math.max(wrong, 1));
    expect(readdirSync(folder)).not.toContain("numbers.tf");
  });
});

describe("the account", () => {
  test.each<[string, NodeJS.ProcessEnv, string[]]>([
    ["nothing is set", {}, ["GREENVN_ACCOUNT_SID is not set", "GREENVN_API_TOKEN is not set"]],
    [
      "an address in clear text",
      { GREENVN_ACCOUNT_SID: "a", GREENVN_API_TOKEN: TOKEN, GREENVN_BASE_URL: "http://example.com" },
      ["GREENVN_BASE_URL must be https"],
    ],
    [
      "a line break in the token",
      { GREENVN_ACCOUNT_SID: "a", GREENVN_API_TOKEN: `${TOKEN}\n` },
      ["GREENVN_API_TOKEN holds a control character"],
    ],
  ])("%s", async (_case, env, sentences) => {
    const { exit, stderr } = await run("", { file: list("ids.csv", "a\n") }, { env });
    expect(exit).toBe(2);
    expect(stderr.trim().split("\n")).toEqual(sentences.map((one) => expect.stringContaining(one) as unknown));
    expect(stderr).not.toContain(TOKEN);
  });

  test.each([
    [401, 7, "Check GREENVN_API_KEY and GREENVN_API_TOKEN."],
    [403, 8, "Check GREENVN_ACCOUNT_SID."],
  ])("HTTP %i for all ends it at once", async (status, code, advice) => {
    const { url, paths } = await serve(() => ({ status, body: refusal(status, code) }));
    const ids = Array.from({ length: 200 }, (_, at) => `id-${at}`).join("\n");
    const { exit, stdout, stderr } = await run(url, { file: list("ids.csv", ids) });
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(advice);
    expect(paths.length).toBeLessThan(40);
  });
});

describe("files", () => {
  test("nothing is written over, and no call is made for it", async () => {
    const { url, paths } = await serve(ok);
    list("numbers.tf", "mine");
    symlinkSync(path.join(folder, "nowhere"), path.join(folder, "link.tf"));
    for (const out of ["numbers.tf", "link.tf", ".", "no-folder/numbers.tf"]) {
      const { exit, stderr } = await run(url, { file: list("ids.csv", "a\n"), out });
      expect([exit, stderr.trim().split("\n").length]).toEqual([2, 1]);
    }
    expect(paths).toEqual([]);
    expect(readFileSync(path.join(folder, "numbers.tf"), "utf8")).toBe("mine");
  });

  test("the output is whole, and nothing else is left", async () => {
    const { url } = await serve(ok);
    const { exit, stdout } = await run(url, { file: list("ids.csv", "a\n"), out: "numbers.tf" });
    expect([exit, stdout]).toEqual([0, ""]);
    expect(readdirSync(folder).sort()).toEqual(["ids.csv", "numbers.tf"]);
  });

  test("a progress that is another's is neither read nor changed", async () => {
    const { url, paths } = await serve(ok);
    for (const text of ["mine\n", '{"title":"greenvn import-config","version":1,"account":"other","origin":"x"}\n']) {
      list("numbers.tf.progress", text);
      expect(await run(url, { file: list("ids.csv", "a\n"), out: "numbers.tf" })).toMatchObject({ exit: 2 });
      expect(readFileSync(path.join(folder, "numbers.tf.progress"), "utf8")).toBe(text);
    }
    expect(paths).toEqual([]);
  });
});

describe("a run that ends half-way", () => {
  const IDS = Array.from({ length: 60 }, (_, at) => `id-${at}`);

  test("a second one goes on from what was read, and its output is the same as that of one alone", async () => {
    let isDown = false;
    const answer = (id: string): Answer => {
      isDown ||= id === "id-40";
      return isDown ? { status: 401, body: refusal(401, 7) } : ok(id);
    };
    const first = await serve(answer);
    const file = list("ids.csv", IDS.join("\n"));
    const failed = await run(first.url, { file, out: "numbers.tf" });
    expect(failed).toMatchObject({ exit: 2, stdout: "" });
    expect(failed.stderr).toMatch(
      /Nothing was written: \d+ of 60 allocations are read\. What was read is kept for an hour in "numbers\.tf\.progress"/,
    );
    const kept = path.join(folder, "numbers.tf.progress");
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, "utf8")).not.toMatch(new RegExp(`${PIN}|${TOKEN}|aparty_pins|apartyPins`));
    expect(existsSync(path.join(folder, "numbers.tf"))).toBe(false);

    // Killed in the middle of a line.
    writeFileSync(kept, readFileSync(kept, "utf8").replace(/.{20}\n$/, ""));
    isDown = false;
    const before = first.paths.length;
    const read = readFileSync(kept, "utf8").split("\n").length - 2;
    const again = await run(first.url, {
      file: list("ids.csv", IDS.filter((id) => id !== "id-40").join("\n")),
      out: "numbers.tf",
    });
    expect(again.exit).toBe(0);
    expect(first.paths.length - before).toBe(59 - read);
    expect(read).toBeGreaterThan(20);
    const alone = await run((await serve(ok)).url, { file, out: "alone.tf" });
    expect(alone.exit).toBe(0);
    const [resumed, whole] = ["numbers.tf", "alone.tf"].map((name) => readFileSync(path.join(folder, name), "utf8"));
    expect(resumed).toBe(whole?.replace(/import \{\n.*id-40\n[^}]*\}\n\nresource "[^"]*id-40" \{[^}]*\}\n\n/, ""));
    expect(existsSync(kept)).toBe(false);
  });

  test("what was read more than an hour ago is read again", async () => {
    const { url, paths } = await serve((id, nth) =>
      id === "b" && nth === 1 ? { status: 401, body: refusal(401, 7) } : ok(id),
    );
    const file = list("ids.csv", "a\nb\n");
    expect((await run(url, { file, out: "numbers.tf" })).exit).toBe(2);
    const later = { now: () => Date.now() + 61 * 60_000 };
    expect((await run(url, { file, out: "numbers.tf" }, later)).exit).toBe(0);
    expect(paths.filter((one) => one.endsWith("/a"))).toHaveLength(2);
  });

  test("one that is stopped says so, and keeps what it has", async () => {
    const stopping = new AbortController();
    const { url } = await serve((id) => {
      if (id === "id-30") stopping.abort();
      return ok(id);
    });
    const { exit, stderr } = await run(
      url,
      { file: list("ids.csv", IDS.join("\n")), out: "numbers.tf" },
      { stop: stopping.signal },
    );
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^Nothing was written: \d+ of 60 /);
    expect(existsSync(path.join(folder, "numbers.tf.progress"))).toBe(true);
  });

  test("an answer that is none of the documents' says nothing of the others, and is no reason to leave one out", async () => {
    const { url, paths } = await serve((id) =>
      id === "id-3" ? { status: 200, body: told("another") } : id === "id-5" ? { status: 404, body: "<html>" } : ok(id),
    );
    const { exit, stdout, stderr } = await run(url, { file: list("ids.csv", IDS.slice(0, 10).join("\n")) });
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(
      'line 4: "id-3" could not be read: ExoBridge answered HTTP 200, but not as its documents say',
    );
    expect(stderr).toContain('line 6: "id-5" could not be read');
    expect(new Set(paths).size).toBe(10);
  }, 60_000);
});
