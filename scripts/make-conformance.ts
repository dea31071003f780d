/** Writes the table of src/plugin/README.md anew: `npx tsx scripts/make-conformance.ts`. */
import { writeFileSync } from "node:fs";
import { readmeWithTable, RUNTIME_README } from "../test/support/plugin/conformance";

void readmeWithTable().then((text) => writeFileSync(RUNTIME_README, text));
