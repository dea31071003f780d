import { InitError } from "./init-error";

/** Of an example that this code was not written for. */
export function textIsNotOnce(text: string): InitError {
  return new InitError(
    `An example of the package does not hold ${JSON.stringify(text)} once; install it anew. Nothing was written.`,
  );
}
