/** The way to whoever only wants to know the proxy: the provider loads that with its HTTP client, and not before. */
export { environmentProxy } from "./http/proxy";
