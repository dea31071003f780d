import type * as messages from "../../../../src/init/project/messages";
import type { SamplesOf } from "../catalogue";

export const samples: SamplesOf<typeof messages> = { textIsNotOnce: ["needs: synth"] };
