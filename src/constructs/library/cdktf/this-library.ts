import { CDKTF } from "../../../install/libraries";

/** What differs between the two libraries: this folder for cdktf, its neighbour for cdktn. The build takes either. */
export const THIS_LIBRARY = CDKTF;
