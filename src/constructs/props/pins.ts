import { type IResolvable } from "cdktf";

/**
 * PINs of one side: whole numbers above 0; or a token for the list of them, such as the `listValue` of a sensitive
 * `TerraformVariable` of the type `list(number)`. A text that is written out is refused at synth.
 */
export type Pins = readonly number[] | readonly string[] | IResolvable;
