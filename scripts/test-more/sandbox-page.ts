import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type LedgerView } from "../../src/sandbox";
import { type BenchSandbox, startBenchSandbox } from "../bench/sandbox";
import { build } from "../build";
import { type Browser, type Page, REBOUND, withBrowser } from "./browser";
import type { Check } from "./check";
import { backgroundIn, lowContrast, PHONE, tooWide } from "./looks";

const DESK = { width: 1280, height: 900 };
const LONGEST_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

const MANY = 1_000;
const CALLS_PER_SECOND = 50;
const LOAD_S = 10;
/** What a person notices as a wait, with room for a machine that others work on. */
const LONGEST_TASK_MS = 250;
const LONGEST_REACTION_MS = 300;
const MOST_ELEMENTS = 3_000;

/** The sandbox's page as people meet it: each promise by its name. */
export const sandboxPage: Check = {
  name: "sandbox-page",
  what: `the sandbox's page in Chromium: money, numbers, faults, reset, keyboard, a phone, other origins, ${MANY} allocations`,
  async run(say) {
    await build(["cli", "page"]);
    await withBrowser(say, async (browser) => {
      const broken: string[] = [];
      for (const [promise, hold] of PROMISES) {
        const sandbox = await startBenchSandbox();
        const { page, complaints } = await open(browser, sandbox);
        try {
          await hold({ browser, sandbox, page, say });
          if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join("; ")}`);
          say(`  holds: ${promise}`);
        } catch (error) {
          broken.push(`${promise}: ${error instanceof Error ? error.message : String(error)}`);
        } finally {
          await page.close();
          await sandbox.close();
        }
      }
      if (broken.length > 0) throw new Error(broken.join("\n"));
    });
  },
};

interface Scene {
  readonly browser: Browser;
  readonly sandbox: BenchSandbox;
  readonly page: Page;
  readonly say: (line: string) => void;
}

const PROMISES: readonly (readonly [promise: string, hold: (scene: Scene) => Promise<void>])[] = [
  ["a number that changes in place shows with the one it takes the place of, and with its price", numberChange],
  ["numbers are masked at a click, everywhere", masking],
  ["a fault is set and ended by a button, and what it costs shows", faults],
  ["a reset asks first, and all of it goes by the keyboard", keyboard],
  ["what is there is told to a screen reader", accessibleTree],
  ["it is right on a phone, in the light and in the dark", phone],
  ["a page of another origin can neither see nor drive the sandbox", otherOrigin],
  [`${MANY} allocations and ${CALLS_PER_SECOND} calls a second leave it usable`, load],
];

async function open(browser: Browser, { url }: BenchSandbox): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: DESK });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`${request.url()} was asked for`);
  });
  await page.goto(url);
  await until(page, "document.querySelector('header [role=status]')?.textContent === 'live'");
  return { page, complaints };
}

/** Looks again and again: the page's own policy forbids what a browser would have to evaluate by itself. */
async function until(page: Page, expression: string): Promise<void> {
  const endMs = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < endMs) {
    if (await page.evaluate<boolean>(`Boolean(${expression})`)) return;
    await sleep(LOOK_EVERY_MS);
  }
  const text = await page.evaluate<string>("document.body.innerText.slice(0, 1500)");
  throw new Error(`never came: ${expression}; the page says: ${text}`);
}

const ROOT = "/v1/tenants/sandbox/greenvn";

const creation = (name: string): object => ({
  connection_id: name,
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620", "+918136966621"],
  usage: "twoway",
  preferences: { region: "DL", type: "mobile" },
});

async function allocated(sandbox: BenchSandbox, name: string): Promise<{ id: string; number: string }> {
  const { data } = (await sandbox.call("POST", ROOT, creation(name))) as {
    data: { greenvn_id: string; greenvn: string };
  };
  return { id: data.greenvn_id, number: data.greenvn };
}

/** The text of what has this mark, in one line. */
const textOf = (mark: string): string =>
  `(document.querySelector('[data-testid=${mark}]')?.innerText ?? "").replace(/\\s+/g, " ")`;

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

async function numberChange({ sandbox, page }: Scene): Promise<void> {
  const { id, number } = await allocated(sandbox, "pune-desk");
  await until(page, `${textOf("announcements")}.includes("pune-desk got the number ${number}")`);
  const { data } = (await sandbox.call("PUT", `${ROOT}/${id}/vn`, {
    strictness: "true",
    preferences: { region: "KA" },
  })) as { data: { green_vn: string } };
  const after = data.green_vn;
  await until(page, `/pune-desk.*\\${number}.*\\${after}.*1 charge/.test(${textOf("changes")})`);
  await until(page, `${textOf("charged")} === "2"`);
  await until(page, `${textOf("allocations")}.includes("2 charges: 1 create, 1 number")`);
  await until(page, `/\\${number}.*given up for.*\\${after}/.test(${textOf("calls")})`);
  await until(page, `${textOf("announcements")}.includes("changed its number from ${number} to ${after}")`);
  const rows = await page.locator("[data-testid=allocations] > li").count();
  expect(rows === 1, `one allocation shows as ${rows}`);
}

async function masking({ sandbox, page }: Scene): Promise<void> {
  const { id, number } = await allocated(sandbox, "call +919176226528");
  await sandbox.call("PUT", `${ROOT}/${id}/vn`);
  await until(page, `${textOf("changes")}.includes("${number}")`);
  await page.locator("[data-testid=allocations] summary").click();
  const whole = "(document.body.innerHTML.match(/\\+91\\d{10}/g) ?? []).length";
  expect((await page.evaluate<number>(whole)) > 5, "no numbers show at first");
  await page.locator("button[aria-pressed]:has-text('Mask numbers')").click();
  await until(page, `${whole} === 0`);
  await until(page, `/\\+91\\*{6}\\d{4}/.test(${textOf("changes")})`);
  await page.locator("button[aria-pressed=true]:has-text('Mask numbers')").click();
  await until(page, `${whole} > 5`);
}

async function faults({ sandbox, page }: Scene): Promise<void> {
  const { id } = await allocated(sandbox, "a");
  const change = (): Promise<unknown> => sandbox.call("PUT", `${ROOT}/${id}/vn`);
  const answered = (): Promise<boolean> =>
    change().then(
      () => true,
      () => false,
    );
  await page.locator("button:has-text('Lose the next answer')").click();
  await until(page, `${textOf("faults-in-force")} === "Lose the next answer"`);
  expect(!(await answered()), "the answer was not lost");
  await until(page, `/change number a no answer 1 charge fault: reset/.test(${textOf("calls")})`);
  await until(page, `${textOf("faults-in-force")} === "None in force."`);
  expect((await sandbox.charged()) === 2, "the lost call was not charged once");

  await page.locator("button:has-text('503 for a minute')").click();
  await until(page, `${textOf("faults-in-force")} === "503 for a minute"`);
  expect(!(await answered()), "503 was not answered");
  await page.locator("button:has-text('End them')").click();
  await until(page, `${textOf("faults-in-force")} === "None in force."`);
  expect(await answered(), "the fault did not end");
  expect((await sandbox.charged()) === 3, "other calls were charged than those that were carried out");
}

const FOCUSED = "((one) => (one.labels?.[0] ?? one).textContent.trim())(document.activeElement)";

async function keyboard({ sandbox, page }: Scene): Promise<void> {
  await allocated(sandbox, "a");
  await until(page, `${textOf("allocations")} !== ""`);
  const reached: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate<string>(FOCUSED);
    if (await page.evaluate<boolean>("document.activeElement === document.body")) break;
    const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline !== "none", `where the focus is can't be seen: ${name}`);
    if (!reached.includes(name)) reached.push(name);
  }
  const wanted = [
    "Mask numbers",
    "Reset…",
    "Find by name, number, region or id",
    "Charged only",
    "Lose the next answer",
  ];
  const missed = wanted.filter((name) => !reached.includes(name));
  expect(missed.length === 0, `Tab does not reach ${missed.join(", ")}, only ${reached.join(", ")}`);

  const ask = async (): Promise<void> => {
    await page.evaluate("document.querySelector('header > .buttons > button.danger').focus()");
    await page.keyboard.press("Enter");
    await until(page, "document.querySelector('dialog').open");
  };
  await ask();
  await page.keyboard.press("Escape");
  await until(page, `!document.querySelector('dialog').open && ${FOCUSED} === "Reset…"`);
  expect((await sandbox.charged()) === 1, "a reset that was called off was done");
  await ask();
  for (let presses = 0; (await page.evaluate<string>(FOCUSED)) !== "Reset"; presses += 1) {
    expect(presses < 10, "Tab does not reach the dialog's own button");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await until(page, `!document.querySelector('dialog').open && ${textOf("charged")} === "0"`);
  await until(page, "document.body.innerText.includes('There is none yet')");
  expect((await sandbox.charged()) === 0, "the reset was not done");
}

async function accessibleTree({ sandbox, page }: Scene): Promise<void> {
  const { id } = await allocated(sandbox, "pune-desk");
  await sandbox.call("PUT", `${ROOT}/${id}/vn`);
  await until(page, `${textOf("changes")}.includes("pune-desk")`);
  const tree = await page.locator("body").ariaSnapshot();
  const wanted = [
    "- banner:",
    "- main:",
    '- heading "GreenVN sandbox" [level=1]',
    '- region "Charged calls":',
    '- region "Latest number changes":',
    '- region "Allocations":',
    '- region "Calls":',
    '- region "Faults":',
    '- region "Pool":',
    '- heading "pune-desk" [level=3]',
    '- searchbox "Find by name, number, region or id"',
    '- button "Mask numbers"',
    '- button "503 for a minute"',
    '- columnheader "mobile"',
    "given up for",
  ];
  const missing = wanted.filter((line) => !tree.includes(line));
  expect(missing.length === 0, `it does not say ${missing.join(", ")}; it says\n${tree}`);
  const nameless = await page.evaluate<string[]>(
    `[...document.querySelectorAll("button, a, input, summary")]
      .filter((one) => ((one.labels?.[0] ?? one).textContent ?? "").trim() === "").map((one) => one.outerHTML)`,
  );
  expect(nameless.length === 0, `nothing names ${nameless.join(", ")}`);
  const live = await page.evaluate<string>("document.querySelector('[aria-live]').getAttribute('aria-live')");
  expect(live === "polite", `what happens is told ${live}`);
}

async function phone({ sandbox, page }: Scene): Promise<void> {
  await page.setViewportSize(PHONE);
  const wrong: string[] = [];
  const look = async (state: string): Promise<void> => {
    wrong.push(...(await tooWide(page, PHONE.width)).map((fault) => `${state}, ${fault}`));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      wrong.push(...(await lowContrast(page)).map((fault) => `${state}, in the ${colorScheme}, ${fault}`));
    }
  };
  await look("empty");
  const { id } = await allocated(sandbox, "a-name-that-somebody-has-made-far-too-long-for-one-line-of-a-phone");
  await sandbox.call("PUT", `${ROOT}/${id}/vn`);
  await sandbox.call("GET", "/nowhere").catch(() => undefined);
  await page.locator("button:has-text('Lose the next answer')").click();
  await sandbox.call("PUT", `${ROOT}/${id}/vn`).catch(() => undefined);
  await until(page, `${textOf("charged")} === "3"`);
  await page.locator("[data-testid=allocations] summary").click();
  await page.locator("button:has-text('503 for a minute')").click();
  await until(page, `${textOf("faults-in-force")} === "503 for a minute"`);
  await look("at work");
  await page.locator("button:has-text('Reset…')").click();
  await look("asking");
  const [light, dark] = [await backgroundIn(page, "light"), await backgroundIn(page, "dark")];
  if (light === dark) wrong.push(`light and dark are both ${light}`);
  const small = await page.evaluate<string[]>(
    `[...document.querySelectorAll("button, input")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
      .map((one) => one.textContent)`,
  );
  if (small.length > 0) wrong.push(`too small for a finger: ${small.join(", ")}`);
  expect(wrong.length === 0, wrong.join("\n"));
}

/** A page of another port that tries all that a page can. */
const strangerOf = (url: string): string => `<!doctype html><title>stranger</title>
<iframe src="${url}/"></iframe><img src="${url}/_sandbox/ledger"><script src="${url}/_sandbox/page.js"></script>
<form method="post" enctype="text/plain" action="${url}/_sandbox/reset" target="hidden"><input name="a"></form>
<iframe name="hidden"></iframe>
<script>
  document.forms[0].submit();
  const attempts = [
    fetch("${url}/_sandbox/reset", { method: "POST", mode: "no-cors" }),
    fetch("${url}/_sandbox/reset", { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
    fetch("${url}/_sandbox/faults", { method: "POST", mode: "no-cors", body: '[{"answer":{"kind":"reset"}}]' }),
    fetch("${url}/_sandbox/ledger").then((answer) => answer.text()).then((text) => { window.seen = text; }),
    new Promise((resolve) => {
      const events = new EventSource("${url}/_sandbox/events");
      events.onopen = () => { window.heard = true; resolve(); };
      events.onerror = resolve;
    }),
  ];
  Promise.allSettled(attempts).then(() => setTimeout(() => { window.tried = true; }, 500));
</script>`;

async function otherOrigin({ browser, sandbox }: Scene): Promise<void> {
  await allocated(sandbox, "a");
  const { port } = new URL(sandbox.url);
  const server = await serving(strangerOf(sandbox.url));
  const stranger = await browser.newPage({ viewport: DESK });
  try {
    await stranger.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await until(stranger, "window.tried === true");
    expect((await stranger.evaluate<unknown>("window.seen ?? null")) === null, "it has read the ledger");
    expect((await stranger.evaluate<unknown>("window.heard ?? null")) === null, "it hears what happens");
    await stranger.goto(`http://${REBOUND}:${port}/`);
    const text = await stranger.evaluate<string>("document.body.innerText");
    expect(text.includes("controlled from its own machine"), `by a name bound to it, it says ${text}`);
    const reset = await stranger.evaluate<number>(
      `fetch("/_sandbox/reset", { method: "POST" }).then((answer) => answer.status)`,
    );
    expect(reset === 403, `a reset by a name bound to it is answered ${reset}`);
  } finally {
    await stranger.close();
    server.closeAllConnections();
    server.close();
  }
  expect((await sandbox.charged()) === 1, "it has reset the sandbox");
  const { faults: rules } = (await sandbox.call("GET", "/_sandbox/faults")) as { faults: unknown[] };
  expect(rules.length === 0, "it has set a fault");
}

async function serving(page: string): Promise<Server> {
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(page));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const MEASURE = `
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: "longtask" });
  window.frames = [];
  const frame = (last) => (now) => { window.frames.push(now - last); requestAnimationFrame(frame(now)); };
  requestAnimationFrame((now) => requestAnimationFrame(frame(now)));
`;

/** How long it takes from a click until the page shows what it does, frame included. */
const REACTION = `new Promise((resolve) => {
  const button = document.querySelector("header button");
  const [begun, before] = [performance.now(), button.getAttribute("aria-pressed")];
  button.click();
  const look = () => button.getAttribute("aria-pressed") === before
    ? requestAnimationFrame(look) : requestAnimationFrame(() => resolve(performance.now() - begun));
  look();
})`;

async function load({ sandbox, page, say }: Scene): Promise<void> {
  const made = await sandbox.allocate(MANY, (index) => creation(`allocation-${index}`));
  const ids = made.map((answer) => (answer as { data: { greenvn_id: string } }).data.greenvn_id);
  await until(page, `document.body.innerText.includes("${MANY.toLocaleString("en")} in all")`);
  await page.evaluate(`{ ${MEASURE} }`);
  const [latencies, reactions] = [[] as number[], [] as number[]];
  const underWay: Promise<unknown>[] = [];
  const begunMs = performance.now();
  for (let call = 0; call < CALLS_PER_SECOND * LOAD_S; call += 1) {
    await sleep(Math.max(0, begunMs + (call * 1_000) / CALLS_PER_SECOND - performance.now()));
    const sentMs = performance.now();
    const path = `${ROOT}/${ids[(call * 37) % ids.length]}`;
    const sent = call % 2 === 0 ? sandbox.call("PUT", `${path}/vn`) : sandbox.call("GET", path);
    underWay.push(sent.then(() => latencies.push(performance.now() - sentMs)));
    if (call % CALLS_PER_SECOND === CALLS_PER_SECOND - 1) reactions.push(await page.evaluate<number>(REACTION));
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - begunMs) / 1_000;
  const charged = MANY + (CALLS_PER_SECOND * LOAD_S) / 2;
  await until(page, `${textOf("charged")} === "${charged.toLocaleString("en")}"`);
  const tasks = await page.evaluate<number[]>("window.tasks");
  const frames = await page.evaluate<number[]>("window.frames");
  const elements = await page.evaluate<number>("document.querySelectorAll('*').length");
  const [longest, reaction] = [Math.max(0, ...tasks), Math.max(...reactions)];
  const { totals } = (await sandbox.call("GET", "/_sandbox/ledger")) as LedgerView;
  say(
    `  ${(latencies.length / seconds).toFixed(0)} calls a second for ${seconds.toFixed(1)} s: ` +
      `frames ${at(frames, 0.5)} ms in the middle, ${at(frames, 0.95)} ms at 95 %; ${tasks.length} tasks over 50 ms, ` +
      `the longest ${longest.toFixed(0)} ms; a click shows after ${at(reactions, 0.5)} ms, at most ${reaction.toFixed(0)} ms; ` +
      `a call is answered in ${at(latencies, 0.5)} ms, ${at(latencies, 0.95)} ms at 95 %; ${elements} elements`,
  );
  expect(totals.charged === charged, `${totals.charged} calls were charged`);
  expect(longest <= LONGEST_TASK_MS, `a task took ${longest.toFixed(0)} ms`);
  expect(reaction <= LONGEST_REACTION_MS, `a click showed after ${reaction.toFixed(0)} ms`);
  expect(elements <= MOST_ELEMENTS, `the page holds ${elements} elements`);
}

/** The value below which so many of them lie. */
function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
}
