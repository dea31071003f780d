import { version } from "../../package.json";
import { serve } from "../plugin/server/serve";
import { greenvnProvider } from "./provider";

void serve(greenvnProvider(version, process.env, Date.now), (code) => process.exit(code));
