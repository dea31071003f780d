import { Annotations } from "cdktf";
import { type IConstruct } from "constructs";
import { warningLine } from "../messages";

/** Where CDKTF looks for what a construct does once it is synthesized. */
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");

/** Set by the CLI, which shows annotations itself. */
const SHOWN_BY_CLI = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";

const warned = new WeakMap<IConstruct, Set<string>>();

/**
 * Warns of something about a construct, once: by an annotation for the CLI, and on stderr where the program runs by
 * itself, which shows no annotations.
 */
export function warn(construct: IConstruct, message: string): void {
  const messages = warned.get(construct) ?? announceAtSynthesis(construct);
  if (messages.has(message)) return;
  messages.add(message);
  Annotations.of(construct).addWarning(message);
}

function announceAtSynthesis(construct: IConstruct): Set<string> {
  const messages = new Set<string>();
  const shown = new Set<string>();
  warned.set(construct, messages);
  Object.defineProperty(construct, CUSTOM_SYNTHESIS, {
    configurable: true,
    value: {
      onSynthesize: () => {
        for (const message of messages) {
          if (shown.has(message) || process.env[SHOWN_BY_CLI] !== undefined) continue;
          shown.add(message);
          process.stderr.write(`${warningLine(construct.node.path, message)}\n`);
        }
      },
    },
  });
  return messages;
}
