import { createContext, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { maskNumber } from "../../domain/phone-number";
import { type Show } from "./seen";

/** How a text is shown: as it is, or with its numbers masked, wherever they stand in it. */
export const Shown = createContext<Show>((text) => text);

export const masked: Show = (text) => text.replace(/\+?\d{8,15}/g, maskNumber);

export function PhoneNumber({ number, class: name = "" }: { readonly number: string; readonly class?: string }): VNode {
  const show = useContext(Shown);
  return <span class={`number ${name}`}>{show(number)}</span>;
}

export function Name({ of }: { readonly of: string }): VNode {
  const show = useContext(Shown);
  return <span class="name">{show(of)}</span>;
}
