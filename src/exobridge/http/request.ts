/** One call, as it goes over the wire. `template` names it in logs, without ids. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly template: string;
  /** Null: no body at all. */
  readonly body: string | null;
}
