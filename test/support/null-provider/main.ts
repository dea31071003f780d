import { serve } from "../../../src/plugin/server/process/serve";
import { answersOf } from "../../../src/plugin/server/rpc";
import { servicesOf } from "../../../src/plugin/server/process/services";
import { nullProvider } from "./null-resource";

void serve(nullProvider, async () => servicesOf(null, async () => answersOf(nullProvider)), (code) => process.exit(code));
