import { type TerraformElement } from "cdktf";

/** Asks `present` each time the stack is written, and leaves the element out where the answer is no. */
export function renderOnlyWhile(element: TerraformElement, present: () => boolean): void {
  for (const method of ["toTerraform", "toHclTerraform", "toMetadata"] as const) {
    const write = element[method].bind(element) as () => unknown;
    element[method] = () => (present() ? write() : {});
  }
}
