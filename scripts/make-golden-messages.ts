import { writeFileSync } from "node:fs";
import { GOLDEN_MESSAGES, renderCatalogue } from "../test/unit/messages/catalogue";

/**
 * Writes the page of all messages, test/golden/messages.md, anew.
 * Usage: tsx scripts/make-golden-messages.ts
 */
writeFileSync(GOLDEN_MESSAGES, renderCatalogue());
