import { name } from "cdktf/package.json";

/**
 * The library that this code runs on: `cdktf`, or its successor `cdktn`, for which the build makes a second entry of
 * the same source.
 */
export const LIBRARY = name;
