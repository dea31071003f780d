import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { isBeforeRequest } from "./agents";
import { readBody } from "./answer-body";
import type { Bound } from "./bound";
import type { AnswerBody } from "./exchange";
import { networkFailure, RequestFailed } from "./failure";

export interface Received {
  readonly head: IncomingMessage;
  readonly body: AnswerBody;
}

/**
 * Sends a request, and receives what is answered: every status is an answer. `bound` ends it wherever it stands.
 * Rejects with a `RequestFailed` where there is none, and with nothing else.
 */
export function sendRequest(request: ClientRequest, body: string | undefined, bound: Bound): Promise<Received> {
  return new Promise((resolve, reject) => {
    let socket: Socket | null = null;
    let answered = false;
    const fail = (error: unknown): void => {
      const neverSent = socket === null || isBeforeRequest(socket);
      const why = bound.aborted ? late(neverSent) : networkFailure(error);
      reject(new RequestFailed(neverSent ? "unreachable" : "no-answer", why));
    };
    request.once("socket", (given: Socket) => (socket = given));
    request.once("response", (head: IncomingMessage) => {
      answered = true;
      readBody(head, bound).then((received) => resolve({ head, body: received }), fail);
    });
    // Stays for good: an error that comes late must not end the process.
    request.on("error", fail);
    // An answer with an upgrade, which nobody asked for, ends a request without an error.
    request.once("close", () => (answered ? undefined : fail(null)));
    const giveUp = (): void => {
      if (!answered) fail(null);
      request.destroy();
    };
    bound.addEventListener("abort", giveUp, { once: true });
    request.end(body);
  });
}

function late(neverSent: boolean): string {
  return neverSent ? "no connection was made in time" : "no answer came in time";
}
