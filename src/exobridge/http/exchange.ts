import type { Bound } from "./bound";
import type { WireRequest } from "./request";

/** What came of one HTTP request. Nothing of the HTTP library, nor of the request, is in it. */
export type Exchange =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly date: string | undefined;
      readonly body: AnswerBody;
    }
  /** It is proven that no byte of the request was sent. */
  | { readonly kind: "unreachable"; readonly why: string }
  | { readonly kind: "no-answer"; readonly why: string };

/** `why` may hold text of the API. */
export type AnswerBody =
  { readonly kind: "whole"; readonly text: string } | { readonly kind: "broken"; readonly why: string };

export interface Transport {
  /** `bound` ends the exchange wherever it stands. Never rejects. */
  send(request: WireRequest, bound: Bound): Promise<Exchange>;
}
