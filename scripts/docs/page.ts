/** One page: its front matter, and a template whose places are filled. */
export interface Page {
  readonly title: string;
  /** Markdown; shown without it. */
  readonly description: string;
  readonly template: string;
  /** The provider's own page: registries file every other one under a subcategory, and refuse it here. */
  readonly isIndex?: boolean;
  /** What stands in the template's places: `{{ schema }}`. */
  readonly places: Readonly<Record<string, string>>;
}

/** The page as a registry takes it. Throws where a place of the template has no content, or content no place. */
export function renderPage({ title, description, template, places, isIndex = false }: Page): string {
  const filled = new Set<string>();
  const body = template.replace(/\{\{ (\S+) \}\}/g, (_place, name: string) => {
    const content = places[name];
    if (content === undefined) throw new Error(`nothing stands for {{ ${name} }} on the page ${title}`);
    filled.add(name);
    return content.trimEnd();
  });
  const unplaced = Object.keys(places).filter((name) => !filled.has(name));
  if (unplaced.length > 0) throw new Error(`the page ${title} has no place for ${unplaced.join(", ")}`);
  return `${frontMatter(title, description, isIndex)}\n${body.trimEnd()}\n`;
}

function frontMatter(title: string, description: string, isIndex: boolean): string {
  const subcategory = isIndex ? "" : `subcategory: ""\n`;
  return `---\npage_title: "${title}"\n${subcategory}description: |-\n  ${plain(description)}\n---\n`;
}

/** Without emphasis and code marks. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*|`/g, "");
}

/** A fenced block of code. */
export function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}
