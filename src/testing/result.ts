/** What a matcher answers, in the form of Jest and of Vitest. */
export interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}
