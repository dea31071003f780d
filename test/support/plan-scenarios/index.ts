import { CHANGES } from "./changes";
import { ENDINGS } from "./endings";
import { FEATURES } from "./features";
import { GATES } from "./gates";
import { QUICKSTART } from "./quickstart";
import type { Scenario } from "./scenario";

export { type Scenario } from "./scenario";

/** Every plan that has a golden report. */
export const SCENARIOS: readonly Scenario[] = [QUICKSTART, ...CHANGES, ...ENDINGS, ...FEATURES, ...GATES];
