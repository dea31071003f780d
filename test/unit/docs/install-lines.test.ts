import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { INSTALL_LINES } from "../../../scripts/test-more/install-lines";

const guide = readFileSync(path.join(ROOT, "docs", "guides", "constructs.md"), "utf8");

test("the guide tells the lines that are tried, one for each library with its command", () => {
  const told = [...guide.matchAll(/^npm install cdktf-greenvn (.+)$/gm)].map(([, packages]) => packages);
  expect(told).toEqual(Object.values(INSTALL_LINES).map(({ packages }) => packages.join(" ")));
});
