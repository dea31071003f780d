import { serve } from "../../../src/plugin/server/serve";
import { probeProvider } from "./probe-provider";

void serve(probeProvider(Number(process.env["PROBE_SCHEMA_VERSION"] ?? 0)), (code) => process.exit(code));
