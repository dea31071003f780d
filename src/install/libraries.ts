/** A library that one of the entries of this package stands on. */
export interface Library {
  readonly name: "cdktf" | "cdktn";
  /** What its users import. */
  readonly entry: "cdktf-greenvn" | "cdktf-greenvn/cdktn";
  /** The line of versions that serves, such as `0.24`: before 1.0 each one breaks with the former. */
  readonly line: string;
}

export const CDKTF: Library = { name: "cdktf", entry: "cdktf-greenvn", line: "0.21" };
export const CDKTN: Library = { name: "cdktn", entry: "cdktf-greenvn/cdktn", line: "0.24" };
