import type { ObjectValue } from "../values/same-value";
import { unlessStray } from "./calls-under-way";
import { couldNot, notConfigured, readWithoutResult } from "./messages";
import { type AnyDataSource, hasErrors, type Runtime } from "./runtime";
import { savable, type StateResult } from "./state-result";

/** What a data source tells for a configuration. */
export async function readData(
  runtime: Runtime,
  source: AnyDataSource,
  config: ObjectValue,
): Promise<Pick<StateResult, "state" | "diagnostics">> {
  const summary = couldNot.readData(source.type);
  const context = runtime.context();
  if (context === undefined) return { state: null, diagnostics: [notConfigured(summary)] };
  try {
    const { state, diagnostics } = await unlessStray(() => source.read({ ...context, config }));
    if (state !== null) return savable(runtime, source, state, null, { notes: {}, diagnostics }, summary);
    return {
      state,
      diagnostics: hasErrors(diagnostics)
        ? diagnostics
        : [...diagnostics, readWithoutResult(runtime.provider, summary)],
    };
  } catch (thrown) {
    return { state: null, diagnostics: [runtime.thrown(summary, "nothingChanged", thrown)] };
  }
}
