import { serve } from "../../../src/plugin/server/process/serve";

void serve(
  { address: "registry.terraform.io/example/troubled", version: "1.0.0" },
  async () => (await import("./services")).services,
  (code) => process.exit(code),
);
