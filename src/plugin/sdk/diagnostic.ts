/** One step into a value: an attribute of an object, a key of a map, or a position in a list. */
export type PathStep = { readonly attribute: string } | { readonly key: string } | { readonly index: number };

/** Where in a resource's value something stands. Terraform has no path into a set: name the set itself. */
export type Path = readonly PathStep[];

/** The path through nested attributes: `attributePath("preferences", "region")`. */
export function attributePath(...names: readonly string[]): Path {
  return names.map((attribute) => ({ attribute }));
}

/** What Terraform shows a person. An error fails the request; a warning does not. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** One line: what could not be done, to what. Terraform folds warnings of equal summaries into one. */
  readonly summary: string;
  readonly detail: string;
  readonly path?: Path;
}
