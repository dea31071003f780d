/** HTTP status of each error code that the sandbox gives; the whole table stands in the API's documents. */
const STATUS = {
  1: 404,
  2: 400,
  3: 400,
  4: 452,
  5: 400,
  7: 401,
  8: 403,
  9: 400,
  13: 409,
  14: 409,
  15: 403,
  16: 400,
  17: 413,
  18: 409,
  19: 409,
  22: 410,
  50: 422,
} as const;

export type RefusalCode = keyof typeof STATUS;

/** A request that was not carried out: nothing changed, nothing charged. */
export interface Refusal {
  readonly kind: "refused";
  readonly status: number;
  /** Null where the API has no code for it, such as an unknown path. */
  readonly code: number | null;
  readonly message: string;
}

export function refuse(code: RefusalCode, message: string): Refusal {
  return { kind: "refused", status: STATUS[code], code, message };
}

/** A refusal outside the API's own table. */
export function refuseHttp(status: number, message: string): Refusal {
  return { kind: "refused", status, code: null, message };
}
