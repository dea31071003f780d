import type { DeclaredChange } from "../../judge/declared-changes";
import { name, number, type Words } from "./words";

/** One change of a declaration, or of what was found. */
export function declaredWords(change: DeclaredChange): Words {
  switch (change.kind) {
    case "value": {
      const quote = change.attribute === "preferences.greenvn" || change.attribute === "green_vn" ? number : name;
      return [`${change.attribute} `, quote(change.before), " → ", quote(change.after)];
    }
    case "numbers":
      return [
        change.added === null || change.removed === null
          ? `${change.attribute} known after apply`
          : `${change.attribute} +${change.added} −${change.removed}`,
      ];
    case "hidden":
      return [`${change.attribute} changed`];
  }
}
