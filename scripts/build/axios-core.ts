import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";

/** What takes the place of what the API client has of its own, or never uses. */
const LEFT_OUT: readonly (readonly [file: RegExp, instead: string])[] = [
  // The choice among its own adapters, which bring redirects, proxies, forms and HTTP/2: here each request names one.
  [inAxios("adapters/adapters"), "export default { getAdapter: (adapter) => adapter }"],
  // Its own settings, which bring transforms of bodies: none are in force here.
  [inAxios("defaults/index"), "export default {}"],
];

/** Looking at it makes Node load all of its `fetch`: half as long as Node itself takes to start. */
const LOOKS_AT_FORM_DATA = "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;";

/** Bundles axios as its core alone: what heads and dispatches a request. */
export const axiosCore: Plugin = {
  name: "axios-core",
  setup(hooks) {
    for (const [filter, contents] of LEFT_OUT) hooks.onLoad({ filter }, () => ({ contents }));
    hooks.onLoad({ filter: inAxios("utils") }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      if (!source.includes(LOOKS_AT_FORM_DATA)) throw new Error(`${path.basename(file)} of axios has changed`);
      return { contents: source.replace(LOOKS_AT_FORM_DATA, "const FormDataCtor = undefined;") };
    });
  },
};

function inAxios(name: string): RegExp {
  return new RegExp(`[\\\\/]node_modules[\\\\/]axios[\\\\/]lib[\\\\/]${name.replace(/\//g, "[\\\\/]")}\\.js$`);
}
