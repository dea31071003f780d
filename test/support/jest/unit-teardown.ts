export { removeTemporary as default } from "../run/run-temporary";
