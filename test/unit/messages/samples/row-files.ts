import type * as messages from "../../../../src/row-files/messages";
import type { SamplesOf } from "../catalogue";

export const samples: SamplesOf<typeof messages> = {
  inFile: {
    "At a cell": [
      "fleet.csv",
      { place: { line: 3, column: 2 }, sentence: "the value is longer than 65536 characters" },
    ],
    "At a line": ["fleet.csv", { place: { line: 3 }, sentence: "the quotes that open here are closed nowhere" }],
    "About all of it": ["fleet.csv", { sentence: "is empty; a file must hold rows" }],
  },
  couldNotRead: ["EACCES: permission denied"],
  noFile: [],
  tooLarge: [16 * 1024 * 1024],
  unknownEnding: [[".csv", ".json", ".yaml", ".yml"]],
  notUtf8: [],
  isUtf16: [],
  holdsNul: [],
  isEmpty: [],
  holdsNoRow: [],
  notWellFormed: ["JSON", "CommaExpected"],
  nestedTooDeeply: [],
  quoteNotClosed: [],
  strayQuote: [],
  columnTwice: ["region", "column 2"],
  columnOfNoName: [],
  raggedRow: { Several: [5, 6], One: [1, 6] },
  rowTooLong: [1_048_576],
  tooManyColumns: [20_000, 200],
  tooManyRows: [100_000],
  valueTooLong: [65_536],
  noRows: [],
  noRow: [],
  memberTwice: ["region"],
  noAlias: [],
  noScalarKey: [],
};
