import { type InvalidArgumentError } from "commander";
import { notAFolder, notAWholeNumber, notEmpty } from "./messages";

/** The folder of an argument. An unset variable of a script must not mean this folder. */
export const folderOf = unlessBlank(notAFolder);

/** A text of which something stands there. */
export const someText = unlessBlank(notEmpty);

/** `digits`: the most that are read, leading zeros among them. */
export function wholeNumber(least: number, most: number, digits = 16): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) && text.length <= digits ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw notAWholeNumber(least, most);
    return number;
  };
}

function unlessBlank(refusal: () => InvalidArgumentError): (text: string) => string {
  return (text) => {
    if (text.trim() === "") throw refusal();
    return text;
  };
}
