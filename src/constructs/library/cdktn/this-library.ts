import { CDKTN } from "../../../install/libraries";

export const THIS_LIBRARY = CDKTN;
