import { answersOf } from "../../../src/plugin/server/rpc";
import { troubledProvider } from "./provider";
import { keepEmitting } from "./trouble";

keepEmitting();
export const answers = answersOf(troubledProvider);
