import { type IConstruct } from "constructs";
import { CDKTF, CDKTN, type Library } from "../../install/libraries";
import { libraryOfOtherApp } from "../../install/messages";
import { checksOfTargets } from "./cdktf/targets";
import { THIS_LIBRARY } from "./cdktf/this-library";

/** The library that this code runs on: `cdktf`, or its successor `cdktn`, for which the build compiles it once more. */
export const LIBRARY = THIS_LIBRARY.name;

/**
 * Throws one sentence where the construct stands in an app of the other library, which would end in a `TypeError` deep
 * within that one.
 */
export function refuseOtherLibrary(construct: IConstruct): void {
  const { scope, scopes, path } = construct.node;
  if (scope === undefined || FITTING.has(scope)) return;
  const theirs = scopes.slice(0, -1).map(libraryOf).find(Boolean);
  if (theirs !== undefined && theirs.name !== LIBRARY) throw libraryOfOtherApp(THIS_LIBRARY, theirs, path);
  FITTING.add(scope);
}

/** Scopes in which constructs of this library may stand: thousands of them are made in one. */
const FITTING = new WeakSet<IConstruct>();

/** Adds what the library checks of the versions of Terraform that a project says it runs on. */
export function checkTargets(construct: IConstruct): void {
  for (const validation of checksOfTargets(construct)) construct.node.addValidation(validation);
}

/** What each class that jsii compiled is called, such as `cdktn.App`. A class that is derived from it inherits that. */
const NAME_OF_CLASS = Symbol.for("jsii.rtti");

/** The library whose class a construct is of; undefined where it is of neither. */
function libraryOf(construct: IConstruct): Library | undefined {
  for (let type: unknown = construct.constructor; typeof type === "function"; type = Object.getPrototypeOf(type)) {
    const { fqn = "" } = (type as { readonly [NAME_OF_CLASS]?: { readonly fqn?: string } })[NAME_OF_CLASS] ?? {};
    const library = [CDKTF, CDKTN].find(({ name }) => fqn.startsWith(`${name}.`));
    if (library !== undefined) return library;
  }
  return undefined;
}
