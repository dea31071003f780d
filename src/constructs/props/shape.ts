/**
 * What a prop must be made of, so that a wrong value from a file or from plain JavaScript is named instead of crashing.
 */
export type Shape = "text" | "texts" | "pins" | "flag" | "texts-by-key";

/** The props of a construct that are checked, by name. */
export type Shapes = Readonly<Record<string, { readonly shape: Shape; readonly required?: true }>>;
