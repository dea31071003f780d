export { GreenvnFunctions } from "../../../bindings/cdktn/provider-functions";
