import { version } from "../../../package.json";
import { PROVIDER_ADDRESS } from "../../../src/domain/provider-address";
import { serve } from "../../../src/plugin/server/process/serve";

void serve(
  { address: PROVIDER_ADDRESS, version },
  async () => (await import("./services")).services,
  (code) => process.exit(code),
);
