import { checkInstalled } from "../../install/check-library";
import { THIS_LIBRARY } from "./cdktf/this-library";

// Imported before all else by the package's entry: whatever comes after it loads the library.
checkInstalled(THIS_LIBRARY);
