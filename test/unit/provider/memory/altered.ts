type Tree = Readonly<Record<string, unknown>>;

/** The same with another value at a path: `before.green_vn`, `formers.0`. Undefined: there is none. */
export function altered<T extends object>(whole: T, path: string, value: unknown): Tree {
  const [name = "", ...rest] = path.split(".");
  const inner = (whole as Tree)[name];
  const changed = rest.length === 0 ? value : altered(inner as object, rest.join("."), value);
  if (!Array.isArray(whole)) return { ...whole, [name]: changed };
  return Object.assign([...(whole as readonly unknown[])], { [name]: changed });
}
