import path from "node:path";
import { shellWord } from "../../domain/shell-word";
import { type NodeFacts, type PolicyFacts } from "../found/facts";
import { type Finding } from "../found/finding";
import { OLDEST_NODE } from "../found/oldest";
import { node as text, policy as policyText } from "../say/messages";
import { lines } from "./lines";
import { fault, fine } from "./verdicts";

export function judgeNode({ file, version, ownFolder, ownVersion }: NodeFacts): Finding {
  const mend = serves(ownVersion) ? [`export PATH=${shellWord(ownFolder)}:"$PATH"`] : [];
  if (file === null || version === null) return fault("node", text.missing(), ...mend);
  return serves(version) ? fine("node", text.fine(version, file)) : fault("node", text.old(version, file), ...mend);
}

function serves(version: string): boolean {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? "0") >= OLDEST_NODE;
}

export function judgePolicy(found: PolicyFacts, folder: string): Finding {
  switch (found.kind) {
    case "none":
      return fine("policy", policyText.none());
    case "fine":
      return fine("policy", policyText.fine(found.name));
    case "refused":
      return fault("policy", policyText.refused(found), ...mendPolicy(found, folder));
  }
}

function mendPolicy({ cause }: Extract<PolicyFacts, { kind: "refused" }>, folder: string): readonly string[] {
  switch (cause.kind) {
    case "misnamed":
      return [
        `mv -n ${shellWord(path.join(cause.folder, cause.name))} ${shellWord(path.join(cause.folder, cause.right))}`,
      ];
    case "misnamed-field":
      return [lines.renameIn(path.join(cause.folder, "package.json"), cause.name, cause.right)];
    case "twice":
      return [lines.deleteField(cause.folder, cause.field)];
    case "dangling":
      return [`rm ${shellWord(cause.file)}`];
    case "other":
      return cause.file === null ? [] : [lines.edit(path.resolve(folder, cause.file))];
  }
}
