/** What TypeDoc says of where a member came from: a page tells what it is, whichever class has it. */
const ORIGINS = /^#{3,6} (?:Inherited from|Overrides|Implementation of)\n\n[^]*?(?=^#{1,6} |^\*\*\*$|(?![^]))/gm;
/** An example of one line that is no program: a value. */
const VALUE = /^```ts\n(?!import )([^\n]*)\n```$/gm;
const DEFAULT = /^(#{2,6} Default(?: Value)?\n\n)(?:- )?([^\n]+(?:\n(?!\n)[^\n]+)*)/gm;

const CODE = /(```[^]*?^```$|`[^`\n]*`)/m;

/** What is written like a tag outside code is meant as it stands, and hosts of Markdown would swallow it. */
function withoutTags(page: string): string {
  return page
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/(?<!\\)<(?=[a-z/])/gi, "\\<")))
    .join("");
}

/**
 * A page as people read it: examples that are programs stay programs, values are words in a line. `introduction` stands
 * below the title.
 */
export function readable(page: string, introduction = ""): string {
  const shorter = withoutTags(page)
    .replace(ORIGINS, "")
    .replace(VALUE, (_whole, value: string) => `\`${value}\``)
    .replace(
      DEFAULT,
      (_whole, heading: string, text: string) =>
        `${heading}${/^(?:true|false|\d+|"[^"]*")$/.test(text) ? `\`${text}\`` : text}`,
    );
  const introduced = introduction === "" ? shorter : shorter.replace("\n", `\n\n${introduction}\n`);
  return `${introduced.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}
