import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";

/** The pages as they stand in the repository, which they are read from: nothing is copied, and no page is written for this site alone. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PAGES = [
  /^(?:README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/,
  /^docs\/.*\.md$/,
  /^examples\/(?:[^/]+\/)?README\.md$/,
];
const OUT = path.join(ROOT, "dist", "docs-site");

/** Files of the repository that pages link to, and that are none themselves. */
const linked = new Set();

const isPage = (file) => PAGES.some((pattern) => pattern.test(file));

/** Where a page is served: a README is the index of its folder. */
const rewrites = {
  "README.md": "index.md",
  "docs/decisions/README.md": "docs/decisions/index.md",
  "docs/api/README.md": "docs/api/index.md",
  "docs/api/:entry/README.md": "docs/api/:entry/index.md",
  "docs/api/:entry/:part/README.md": "docs/api/:entry/:part/index.md",
  "examples/README.md": "examples/index.md",
  "examples/:name/README.md": "examples/:name/index.md",
};
const servedAs = (page) => page.replace(/(^|\/)README\.md$/, "$1index.md");

/**
 * A link as it has to stand on the site: pages by where they are served, folders by their README, files as they are.
 * Null for a folder with no page: a site has nothing to show of it.
 */
function linkOnSite(href, page) {
  const [target, anchor] = href.split("#", 2);
  let file = path.posix.normalize(path.posix.join(path.posix.dirname(page), target)).replace(/\/$/, "");
  const onDisk = path.join(ROOT, file);
  if (!existsSync(onDisk)) throw new Error(`${page} links to ${href}, which is not there`);
  if (statSync(onDisk).isDirectory()) {
    const readme = path.posix.join(file, "README.md");
    if (!existsSync(path.join(ROOT, readme))) return null;
    file = readme;
  }
  if (isPage(file)) return `/${servedAs(file)}${anchor === undefined ? "" : `#${anchor}`}`;
  linked.add(file);
  return `/${file}`;
}

/** As hosts of Markdown make anchors of headings; the pages' links are written for those. */
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

/** The title of a page, as its first heading says it. */
const titleOf = (page) =>
  /^# (.+)$/m.exec(readFileSync(path.join(ROOT, page), "utf8"))?.[1]?.replaceAll("`", "") ?? page;
const item = (page, text = titleOf(page)) => ({ text, link: `/${servedAs(page).replace(/(?:index)?\.md$/, "")}` });

export default async function config() {
  const pages = JSON.parse(process.env.GREENVN_DOCS_PAGES);
  const under = (folder) => pages.filter((page) => page.startsWith(folder));
  return defineConfig({
    srcDir: ROOT,
    outDir: OUT,
    cacheDir: path.join(ROOT, "dist", ".cache", "docs-site"),
    srcExclude: [
      "{node_modules,dist,test,src,tools,scripts,.quickstart}/**",
      "**/{node_modules,cdktf.out}/**",
      ".github/**",
    ],
    rewrites,
    title: "cdktf-greenvn",
    description: "Exotel ExoBridge virtual numbers as declared infrastructure",
    cleanUrls: false,
    metaChunk: true,
    head: [["meta", { name: "referrer", content: "no-referrer" }]],
    themeConfig: {
      search: { provider: "local" },
      outline: [2, 3],
      nav: [
        item("docs/index.md", "Provider"),
        item("docs/guides/costs-and-risks.md", "Costs and risks"),
        item("CHANGELOG.md"),
      ],
      sidebar: [
        { text: "Begin", items: [item("README.md", "README"), item("docs/index.md")] },
        { text: "Guides", items: under("docs/guides/").map((page) => item(page)) },
        {
          text: "Reference",
          items: ["docs/resources/", "docs/data-sources/", "docs/actions/", "docs/functions/"]
            .flatMap(under)
            .map((page) => item(page)),
        },
        {
          text: "API of the library",
          collapsed: true,
          items: under("docs/api/").map((page) => item(page, titleOf(page).replace(/^\w[\w ]*: /, ""))),
        },
        { text: "Examples", collapsed: true, items: under("examples/").map((page) => item(page)) },
        {
          text: "Inside",
          collapsed: true,
          items: [
            ...pages.filter((page) => /^docs\/[^/]+\.md$/.test(page) && page !== "docs/index.md"),
            ...under("docs/decisions/"),
            "CONTRIBUTING.md",
            "SECURITY.md",
          ].map((page) => item(page)),
        },
      ],
    },
    markdown: {
      anchor: { slugify },
      config(md) {
        const link =
          md.renderer.rules.link_open ??
          ((tokens, index, options, _env, self) => self.renderToken(tokens, index, options));
        md.renderer.rules.link_open = (tokens, index, options, env, self) => {
          const token = tokens[index];
          const href = token.attrGet("href");
          if (href === null || /^(?:[a-z]+:|#)/i.test(href)) return link(tokens, index, options, env, self);
          const page = path
            .relative(ROOT, env.realPath ?? env.path)
            .split(path.sep)
            .join("/");
          const onSite = linkOnSite(href, page);
          if (onSite === null) {
            token.attrs = token.attrs.filter(([name]) => name !== "href");
            return self.renderToken(tokens, index, options);
          }
          token.attrSet("href", onSite);
          // The generator would take a file such as main.tf for a page.
          return linked.has(onSite.slice(1))
            ? self.renderToken(tokens, index, options)
            : link(tokens, index, options, env, self);
        };
      },
    },
    buildEnd() {
      for (const file of linked) {
        mkdirSync(path.dirname(path.join(OUT, file)), { recursive: true });
        cpSync(path.join(ROOT, file), path.join(OUT, file));
      }
    },
  });
}
