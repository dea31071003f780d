import { errorAt, type Problem, warningAt } from "../../domain/declared/problem";
import { durationSeconds } from "../../domain/duration";
import { isKnownRegion, regionList } from "../../domain/region";
import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { declaredWrongly } from "../common/messages";
import { ADDRESSES, type SettingsState } from "./fields";

/** All problems of a declaration at once; what is not known yet passes. */
export function validateSettings(config: SettingsState): readonly Diagnostic[] {
  return [
    ...text(
      config,
      "country",
      (country) => /^[A-Z]{2}$/.test(country),
      "is not a country; use its two capitals, such as IN",
    ),
    ...text(
      config,
      "max_deallocation_time",
      (time) => time === "-1" || durationSeconds(time) !== null,
      "is not a duration; write a whole number above 0 and d, h, m or s, such as 170d, or -1",
    ),
    ...text(config, "timezone", (zone) => zone === "IST" || zone === "UTC", 'must be one of "IST", "UTC"'),
    ...deletionTime(config),
    ...region(config),
    ...text(
      config,
      "default_flow_id",
      (flow) => flow.trim() !== "",
      "must not be empty; leave it out where nothing is meant",
    ),
    ...ADDRESSES.flatMap((name) => address(config, name)),
  ].map(declaredWrongly);
}

function text(
  config: SettingsState,
  name: "country" | "max_deallocation_time" | "timezone" | "default_flow_id",
  isRight: (value: string) => boolean,
  expected: string,
): Problem[] {
  const value = config[name];
  return value === null || isUnknown(value) || isRight(value) ? [] : [errorAt([name], expected, value)];
}

function deletionTime({ deletion_time: time }: SettingsState): Problem[] {
  if (time === null || isUnknown(time) || (Number.isSafeInteger(time) && time >= 0)) return [];
  return [errorAt(["deletion_time"], "must be a whole number of seconds, 0 or more")];
}

function region({ default_region: code }: SettingsState): Problem[] {
  const path = ["default_region"];
  if (code === null || isUnknown(code) || isKnownRegion(code)) return [];
  if (!/^[A-Z]{2}$/.test(code))
    return [errorAt(path, `is not a region; use the two capitals of one: ${regionList}`, code)];
  const known = `is no region that this version knows (${regionList}); it is sent as it is, since regions are added over time`;
  return [warningAt(path, known, code)];
}

// An address may hold a password: no problem shows it.
function address(config: SettingsState, name: (typeof ADDRESSES)[number]): Problem[] {
  const value = config[name];
  if (value === null || isUnknown(value) || value === "") return [];
  const isRight = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  return isRight ? [] : [errorAt([name], 'holds no address; write one of https: or http:, or "" to clear it')];
}
