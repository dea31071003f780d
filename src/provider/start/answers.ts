import { version } from "../../../package.json";
import { answersOf } from "../../plugin/server/rpc";
import { greenvnProvider } from "../provider";

/** The provider at work; loaded at the first call that is about allocations. */
export const answers = answersOf(greenvnProvider(version, process.env, Date.now));
