import { type IConstruct } from "constructs";

/** Registered, so that another copy of this package reads it too. */
const PLACE = Symbol.for("cdktf-greenvn/place");

/** Has a construct known by the line of a file that declares it. */
export function markPlace(construct: IConstruct, place: string): void {
  Object.defineProperty(construct, PLACE, { value: place });
}

/** The path of a construct, and the line that declares it where there is one. */
export function pathAndPlace(construct: IConstruct): string {
  const { [PLACE]: place } = construct as { readonly [PLACE]?: string };
  return place === undefined ? construct.node.path : `${construct.node.path} (${place})`;
}
