import { setTimeout as sleep } from "node:timers/promises";
import { type Charge, type LedgerView } from "../../src/sandbox";
import { startBenchSandbox } from "../bench/sandbox";
import { build } from "../build";
import { type Browser } from "./browser";

const ROOT = "/v1/tenants/sandbox/greenvn";
/** Until the page shows the last call. */
const SHOWN_AFTER_MS = 1_500;

const DESKS = [
  ["support-delhi", "DL"],
  ["support-mumbai", "MU"],
  ["drivers-chennai", "TN"],
  ["drivers-pune", "MH"],
  ["field-kolkata", "WB"],
] as const;

/** A picture of the page over a short story: five allocations, three changed numbers, a lost answer. */
export async function sandboxPicture(browser: Browser, file: string): Promise<void> {
  await build(["cli", "page"]);
  const sandbox = await startBenchSandbox();
  try {
    for (const [place, [name, region]] of DESKS.entries())
      await sandbox.call("POST", ROOT, {
        connection_id: name,
        aparty_numbers: [`+91900000000${place}`],
        bparty_numbers: [`+91900000010${place}`],
        usage: "twoway",
        strictness: "true",
        preferences: { region, type: "mobile" },
      });
    const { charges } = (await sandbox.call("GET", "/_sandbox/ledger")) as LedgerView;
    const change = ({ greenvn_id: id }: Charge, region: string): Promise<unknown> =>
      sandbox.call("PUT", `${ROOT}/${id}/vn`, { strictness: "true", preferences: { region, number_type: "mobile" } });
    const page = await browser.newPage({ viewport: { width: 1000, height: 520 } });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(sandbox.url);
    for (const [place, region] of [
      [0, "DL"],
      [3, "MH"],
    ] as const)
      await change(charges[place] as Charge, region);
    await sandbox.call("POST", "/_sandbox/faults", [{ on: "vn", work: "done", answer: { kind: "reset" } }]);
    await change(charges[1] as Charge, "KA").catch(() => undefined);
    await sandbox.call("GET", `${ROOT}/${charges[1]?.greenvn_id}`);
    await sleep(SHOWN_AFTER_MS);
    await page.screenshot({ path: file });
    await page.close();
  } finally {
    await sandbox.close();
  }
}
