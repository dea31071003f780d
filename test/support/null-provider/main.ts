import { serve } from "../../../src/plugin/server/process/serve";
import { servicesOf } from "../../../src/plugin/server/process/services";
import { answersOf } from "../../../src/plugin/server/rpc";
import { nullProvider } from "./null-resource";

void serve(
  nullProvider,
  async () => servicesOf(null, async () => answersOf(nullProvider)),
  (code) => process.exit(code),
);
