import { createHash } from "node:crypto";
import {
  all,
  type Content,
  type GateContent,
  type Group,
  type List,
  type RowContent,
  type Verdict,
} from "../say/content";
import type { Words } from "../say/words";
import { inline, Markup, markup } from "./html-text";
import { STYLE } from "./style";

// The style sheet by its hash, and nothing else: no script, image, frame or form, whatever a plan holds.
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** The report as a page of its own, whole: one file that loads nothing. */
export function htmlReport(content: Content, mask: boolean): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${content.verdict.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${bodyOf(content, mask)}
</body>
</html>
`.text;
}

function bodyOf(content: Content, mask: boolean): Markup {
  const page = new Page(mask);
  const { text } = markup`<div class="sheet">
${page.verdict(content.verdict)}
<main>
${page.failed(content.failed)}
${content.groups.map((group) => page.group(group))}
${content.unchanged > 0 ? markup`<p class="soft">${content.unchanged} unchanged.</p>` : null}
${page.list({ title: "Look at this", items: content.cautions }, "charged")}
${page.passed(content.passed)}
${page.charges(content)}
${content.lists.map((list) => page.list(list))}
</main>
${page.footer(content)}
</div>`;
  // Where a part is not there, its line is empty.
  return new Markup(text.replace(/\n{2,}/g, "\n"));
}

class Page {
  readonly #mask: boolean;

  constructor(mask: boolean) {
    this.#mask = mask;
  }

  verdict({ mood, title, about, summary, notes }: Verdict): Markup {
    return markup`<header class="verdict ${mood}">
<p class="kicker">GreenVN plan report</p>
<h1>${title}</h1>
<p class="summary">${this.#inline(summary)}</p>
${notes.length === 0 ? null : markup`<ul class="notes" role="list">${notes.map((note) => markup`<li>${this.#inline(note)}</li>`)}</ul>`}
${about.length === 0 ? null : markup`<dl class="facts">${about.map(({ label, value }) => markup`<div><dt>${label}</dt><dd>${this.#inline(value)}</dd></div>`)}</dl>`}
</header>`;
  }

  failed(gates: readonly GateContent[]): Markup | null {
    if (gates.length === 0) return null;
    return this.#section(
      "Failed gates",
      "failed",
      gates.length,
      markup`<ul role="list">${gates.map(
        ({ name, seen, limit, brokenBy, more }) => markup`<li class="card toned">
<p><span class="gate">${name}</span>: ${seen}; allowed: ${limit}</p>
${brokenBy.length === 0 ? null : markup`<ul class="broken" role="list">${brokenBy.map((words) => markup`<li>${this.#inline(words)}</li>`)}${more > 0 ? markup`<li>and ${more} more, see below</li>` : null}</ul>`}
</li>`,
      )}</ul>`,
    );
  }

  group({ stake, title, rows }: Group): Markup {
    return this.#section(
      title,
      stake,
      rows.length,
      markup`<ol role="list">${all(rows).map((row) => markup`<li class="card toned">${this.#row(row)}</li>\n`)}</ol>`,
    );
  }

  #row(row: RowContent): Markup {
    const was = row.was === null ? null : markup` <span class="soft">was ${this.#inline(row.was)}</span>`;
    const lost = row.lost === null ? null : markup` <strong class="badge">${row.lost}</strong>`;
    return markup`<h3>${this.#inline(row.address)}${was}</h3>
<p class="action">${this.#inline(row.action)}</p>
<dl class="numbers">
<div><dt>Number before</dt><dd>${this.#inline(row.numberBefore)}${lost}</dd></div>
<div><dt>Number after</dt><dd>${this.#inline(row.numberAfter)}</dd></div>
</dl>
<dl class="rest">
<dt>Allocation id</dt><dd>${this.#inline(row.allocation)}</dd>
<dt>Charged calls</dt><dd>${row.calls}</dd>
${row.changes.length === 0 ? null : markup`<dt>Changes</dt><dd><ul class="changes" role="list">${row.changes.map((change) => markup`<li>${this.#inline(change)}</li>`)}</ul></dd>`}
</dl>`;
  }

  passed(gates: readonly GateContent[]): Markup | null {
    if (gates.length === 0) return null;
    return markup`<details>
<summary>${gates.length === 1 ? "1 gate passed" : `${gates.length} gates passed`}</summary>
<table>
<thead><tr><th scope="col">Gate</th><th scope="col">Seen</th><th scope="col">Allowed</th></tr></thead>
<tbody>${gates.map(({ name, seen, limit }) => markup`<tr><th scope="row">${name}</th><td>${seen}</td><td>${limit}</td></tr>`)}</tbody>
</table>
</details>`;
  }

  charges({ charges: { total, priced, byEndpoint } }: Content): Markup {
    if (byEndpoint.length === 0)
      return this.#section("Charged calls", "passed", null, markup`<p class="card">${total}</p>`);
    return this.#section(
      "Charged calls",
      "charged",
      total,
      markup`<table>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Calls</th>${priced ? markup`<th scope="col">Costs</th>` : null}</tr></thead>
<tbody>${byEndpoint.map(({ endpoint, calls, money }) => markup`<tr><th scope="row"><code>${endpoint}</code></th><td class="amount">${calls}</td>${priced ? markup`<td class="amount">${money}</td>` : null}</tr>`)}</tbody>
</table>`,
    );
  }

  list({ title, items }: List, tone = ""): Markup | null {
    if (items.length === 0) return null;
    return this.#section(
      title,
      tone,
      items.length,
      markup`<ul class="items" role="list">${all(items).map((words) => markup`<li>${this.#inline(words)}</li>\n`)}</ul>`,
    );
  }

  footer({ plans }: Content): Markup {
    return markup`<footer>
<h2>Made from</h2>
<ul role="list">${all(plans).map((words) => markup`<li>${this.#inline(words)}</li>\n`)}</ul>
</footer>`;
  }

  #section(title: string, tone: string, count: string | number | null, body: Markup): Markup {
    const beside = count === null ? null : markup` <span class="count">${count}</span>`;
    return markup`<section class="${tone}">
<h2>${title}${beside}</h2>
${body}
</section>`;
  }

  #inline(words: Words): Markup {
    return inline(words, this.#mask);
  }
}
