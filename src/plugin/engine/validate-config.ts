import { attributePath, type Diagnostic } from "../sdk/diagnostic";
import { listOf } from "../values/attribute-list";
import { textOfPath } from "../values/misfits";
import type { ObjectValue } from "../values/same-value";
import { writeOnlyIn } from "../values/write-only";
import { couldNot, missingArgument, writeOnlyNotKept } from "./messages";
import type { AnyAction, AnyDataSource, AnyResource, Runtime } from "./runtime";

type Subject = AnyResource | AnyDataSource | AnyAction;

/** Problems of a configuration. */
export function validateConfig(
  runtime: Runtime,
  subject: Subject,
  config: ObjectValue,
  { mayWriteOnly }: { readonly mayWriteOnly: boolean } = { mayWriteOnly: false },
): readonly Diagnostic[] {
  try {
    return [
      ...missing(subject, config),
      ...(mayWriteOnly ? [] : wouldBeKept(subject, config)),
      ...subject.validate(config),
    ];
  } catch (thrown) {
    return [runtime.thrown(couldNot.validate(subject.type), "nothingChanged", thrown)];
  }
}

/** Terraform itself asks that a required argument is written, and takes an expression for one that comes to null. */
function missing({ schema }: Subject, config: ObjectValue): readonly Diagnostic[] {
  return listOf(schema.attributes)
    .filter(({ name, attribute }) => attribute.origin === "required" && config[name] === null)
    .map(({ name }) => missingArgument(name, attributePath(name)));
}

/** A Terraform that knows nothing of write-only attributes would write them into its state and plans. */
function wouldBeKept({ schema }: Subject, config: ObjectValue): readonly Diagnostic[] {
  return writeOnlyIn(config, schema.attributes).map((path) => writeOnlyNotKept(textOfPath(path), path));
}

/** Problems of the provider's own configuration. */
export function validateProviderConfig(runtime: Runtime, config: ObjectValue): readonly Diagnostic[] {
  try {
    return runtime.provider.validateConfig(config);
  } catch (thrown) {
    return [runtime.thrown(couldNot.validateProvider(), "nothingChanged", thrown)];
  }
}
