import { CHANGE_STORIES } from "./changes";
import { FUNCTION_STORIES } from "./functions";
import { IDENTITY_STORIES } from "./identity";
import { LIFE_STORIES } from "./life";
import { PROTOCOL_STORIES } from "./protocol";
import { STATE_STORIES } from "./states";
import type { Story } from "./story";

export const STORIES: readonly Story[] = [
  ...PROTOCOL_STORIES,
  ...FUNCTION_STORIES,
  ...LIFE_STORIES,
  ...CHANGE_STORIES,
  ...STATE_STORIES,
  ...IDENTITY_STORIES,
];
