/** The one way into the API client: what it can do, what its calls come to, and what it needs of the outside. */
export { createExoBridge } from "./calls/client";
export { deniesCredentials, leavesDoubt } from "./calls/outcome";
export { type Edges, realEdges } from "./edges";
export type * from "./types";
