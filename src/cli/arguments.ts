import { type InvalidArgumentError } from "commander";
import { notAFolder, notEmpty } from "./messages";

/** The folder of an argument. An unset variable of a script must not mean this folder. */
export const folderOf = unlessBlank(notAFolder);

/** A text of which something stands there. */
export const someText = unlessBlank(notEmpty);

function unlessBlank(refusal: () => InvalidArgumentError): (text: string) => string {
  return (text) => {
    if (text.trim() === "") throw refusal();
    return text;
  };
}
