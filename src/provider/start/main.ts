import { version } from "../../../package.json";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { serve } from "../../plugin/server/process/serve";

void serve(
  { address: PROVIDER_ADDRESS, version },
  async () => (await import("./services")).services,
  (code) => process.exit(code),
);
