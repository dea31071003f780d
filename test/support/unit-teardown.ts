export { removeTemporary as default } from "./run-temporary";
