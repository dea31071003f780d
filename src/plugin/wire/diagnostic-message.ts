import type { Diagnostic, Path } from "../sdk/diagnostic";
import * as pb from "./generated/terraform-plugin";

export function diagnosticMessages(diagnostics: readonly Diagnostic[]): readonly pb.Init<pb.Diagnostic>[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? pb.DiagnosticSeverity.ERROR : pb.DiagnosticSeverity.WARNING,
    summary,
    detail,
    ...(path !== undefined && path.length > 0 ? { attribute: pathMessage(path) } : {}),
  }));
}

export function pathMessage(path: Path): pb.Init<pb.AttributePath> {
  return {
    steps: path.map((step) => {
      if ("attribute" in step) return { attributeName: step.attribute };
      return "key" in step ? { elementKeyString: step.key } : { elementKeyInt: step.index };
    }),
  };
}
