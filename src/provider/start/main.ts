import { version } from "../../../package.json";
import { serve } from "../../plugin/server/process/serve";
import { PROVIDER_ADDRESS } from "../address";

void serve(
  { address: PROVIDER_ADDRESS, version },
  async () => (await import("./services")).services,
  (code) => process.exit(code),
);
