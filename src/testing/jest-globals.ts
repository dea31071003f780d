import type {} from "expect";
import { type GreenVnMatchers } from "./index";

/** The matchers for `import { expect } from "@jest/globals"`. */
export * from "./index";

declare module "expect" {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GreenVnMatchers<R> {}
}
