import { serve } from "../../../src/plugin/server/process/serve";
import { probeProvider } from "./probe-provider";

void serve(
  probeProvider(0),
  async () => (await import("./probe-services")).services,
  (code) => process.exit(code),
);
