import { type Envelope } from "../messages/envelope";
import { type BentAnswer } from "./fault-rule";

/** What another allocation is called: a true one's where there is one. */
export interface Strangers {
  readonly greenvnId: string;
  readonly connectionId: string;
}

type Bend = Extract<BentAnswer, { readonly kind: "wrong-types" | "deep" | "other-id" | "other-connection" }>;

/** The true answer as JSON, with one thing wrong in its data. An answer without data stays as it is. */
export function bend(envelope: Envelope, answer: Bend, strangers: Strangers): string {
  const { data } = envelope;
  if (!data) return JSON.stringify(envelope);
  const withData = (changed: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ ...envelope, data: changed });
  switch (answer.kind) {
    case "wrong-types": {
      const { field } = answer;
      return withData(
        Object.fromEntries(
          Object.entries(data).map(([name, value]) => [
            name,
            field === undefined || field === name ? { unexpected: true } : value,
          ]),
        ),
      );
    }
    case "other-id":
      return withData({ ...data, greenvn_id: strangers.greenvnId });
    case "other-connection":
      return withData({ ...data, connection_id: strangers.connectionId });
    case "deep": {
      const depth = answer.depth ?? 100_000;
      // Built as text: JSON.stringify itself would fail at that depth.
      const mark = "\u0001deep\u0001";
      return withData({ ...data, extra: mark }).replace(JSON.stringify(mark), "[".repeat(depth) + "]".repeat(depth));
    }
  }
}
