/** What a configuration holds, and the first version of each product that reads it; null where none does. */
const NEEDS: readonly (readonly [what: RegExp, first: Readonly<Record<"terraform" | "tofu", string | null>>])[] = [
  [/^action "/m, { terraform: "1.14", tofu: null }],
  [/^ +identity = \{/m, { terraform: "1.12", tofu: null }],
  [/_wo\b/, { terraform: "1.11", tofu: "1.11" }],
  [/\bprovider::/, { terraform: "1.8", tofu: "1.7" }],
  [/^import \{[^}]*\bfor_each\b/m, { terraform: "1.7", tofu: "1.7" }],
];

/** Whether a configuration is of a language that this Terraform speaks. */
export function isReadBy(
  { product, version }: { readonly product: "terraform" | "tofu"; readonly version: string },
  code: string,
): boolean {
  return NEEDS.filter(([what]) => what.test(code)).every(([, { [product]: first }]) => {
    return first !== null && version.localeCompare(first, "en", { numeric: true }) >= 0;
  });
}
