import { serve } from "../../../src/plugin/server/serve";
import { nullProvider } from "./null-resource";

void serve(nullProvider, (code) => process.exit(code));
