import path from "node:path";
import ts from "typescript";
import { DIST, ROOT } from "../project";
import { existsTwice, importedForCdktn, resolvedForCdktn } from "./cdktn-specifiers";
import { writeWhole } from "./up-to-date";

const SOURCE = path.join(ROOT, "src");
const PROJECT = path.join(ROOT, "scripts", "build", "library.tsconfig.json");

/**
 * Makes `cdktf-greenvn/cdktn` in `dist/cdktn`: the constructs compiled once more from the same sources, where an import
 * of `cdktf` or of its bindings leads to those of `cdktn`. The bindings have to be compiled before.
 */
export async function makeCdktnEntry(): Promise<void> {
  const written: Promise<void>[] = [];
  // What is wrong with the source is told by the compilation for cdktf, and of cdktn's own types by `npm run types`.
  const program = cdktnProgram({ noCheck: true });
  for (const file of program.getSourceFiles().filter(({ fileName }) => existsTwice(inSource(fileName)))) {
    program.emit(file, (output, text) => written.push(writeWhole(output, text)), undefined, false, {
      before: [rewriteImports],
      afterDeclarations: [rewriteImports],
    });
  }
  await Promise.all(written);
}

/** What the compiler has to say of the constructs where they stand on `cdktn`; nothing where all is well. */
export function checkForCdktn(): string {
  const diagnostics = ts.getPreEmitDiagnostics(cdktnProgram({}));
  return ts.formatDiagnostics(diagnostics, {
    getCurrentDirectory: () => ROOT,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
}

function cdktnProgram(more: ts.CompilerOptions): ts.Program {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    PROJECT,
    { ...more, outDir: path.join(DIST, "cdktn"), incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => fail(messageText) },
  );
  if (parsed === undefined) throw new Error(`${PROJECT} can not be read`);
  const { tsBuildInfoFile: _record, ...options } = parsed.options;
  const host = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(ROOT, (name) => name, options);
  host.resolveModuleNameLiterals = (literals, containing, redirected) =>
    literals.map(({ text }) =>
      ts.resolveModuleName(resolvedForCdktn(text), containing, options, host, cache, redirected),
    );
  const { fileNames, projectReferences = [] } = parsed;
  return ts.createProgram({ rootNames: fileNames, options, host, projectReferences });
}

function fail(message: string | ts.DiagnosticMessageChain): never {
  throw new Error(ts.flattenDiagnosticMessageText(message, "\n"));
}

/** `constructs/provider`, where the file is one of the source. */
function inSource(file: string): string {
  return path.relative(SOURCE, file).split(path.sep).join("/").replace(/\.ts$/, "");
}

/** Rewrites what is imported, wherever a module can be named: in a declaration, a type, or a call. */
export function rewriteImports<T extends ts.SourceFile | ts.Bundle>(
  context: ts.TransformationContext,
): ts.Transformer<T> {
  const { factory } = context;
  return (root) => {
    const file = inSource(ts.isSourceFile(root) ? root.fileName : "");
    const rewritten = (literal: ts.StringLiteral) => factory.createStringLiteral(importedForCdktn(literal.text, file));
    const visit = (node: ts.Node): ts.Node => {
      const named = moduleNamedBy(node);
      const visited = ts.visitEachChild(node, (child) => (child === named ? rewritten(named) : visit(child)), context);
      return ts.isImportTypeNode(visited) && named !== undefined ? withArgument(visited, rewritten(named)) : visited;
    };
    return ts.visitNode(root, visit) as T;
  };

  function withArgument(node: ts.ImportTypeNode, named: ts.StringLiteral): ts.ImportTypeNode {
    const { attributes, qualifier, typeArguments, isTypeOf } = node;
    const argument = factory.createLiteralTypeNode(named);
    return factory.updateImportTypeNode(node, argument, attributes, qualifier, typeArguments, isTypeOf);
  }
}

/** The literal by which this very node names a module. */
function moduleNamedBy(node: ts.Node): ts.StringLiteral | undefined {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isExternalModuleReference(node)
        ? node.expression
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && loadsModule(node.expression)
            ? node.arguments[0]
            : undefined;
  return named !== undefined && ts.isStringLiteral(named) ? named : undefined;
}

function loadsModule(called: ts.Expression): boolean {
  return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === "require");
}
