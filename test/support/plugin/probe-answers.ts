import { answersOf } from "../../../src/plugin/server/rpc";
import { probeProvider } from "./probe-provider";

export const answers = answersOf(probeProvider(Number(process.env["PROBE_SCHEMA_VERSION"] ?? 0)));
