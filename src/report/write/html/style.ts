/** The page's one style sheet: nothing is loaded, so fonts are those of the reader's own machine. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #ffffff; --ink: #16191d; --soft: #586069; --line: #d9dde2; --code: #eef0f3;
  --lost: #b3261e; --lost-wash: #fdecea; --charged: #8a5300; --charged-wash: #fff4e0; --good: #1a6b3c; --good-wash: #e7f5ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111418; --card: #1a1f25; --ink: #e8ebef; --soft: #a3adb8; --line: #323a44; --code: #262d36;
    --lost: #ff9d94; --lost-wash: #3a1d1b; --charged: #f3c26b; --charged-wash: #352913; --good: #86d6a5; --good-wash: #17301f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.sheet { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, p, ul, ol, dl, dd, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code { font: 0.9em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace; background: var(--code); border-radius: 0.25rem; padding: 0.05rem 0.3rem; overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr; }
.soft { color: var(--soft); }
.lost { --tone: var(--lost); --wash: var(--lost-wash); }
.charged { --tone: var(--charged); --wash: var(--charged-wash); }
.harmless, .passed { --tone: var(--good); --wash: var(--good-wash); }
.failed { --tone: var(--lost); --wash: var(--lost-wash); }
.verdict.warned { --tone: var(--charged); --wash: var(--charged-wash); }
.verdict { background: var(--wash); border: 1px solid var(--tone); border-left-width: 0.5rem; border-radius: 0.75rem; padding: 1rem 1.25rem; }
.kicker { color: var(--soft); font-size: 0.8rem; letter-spacing: 0.06em; text-transform: uppercase; }
h1 { color: var(--tone); font-size: clamp(1.3rem, 4vw, 1.8rem); line-height: 1.25; overflow-wrap: anywhere; }
.summary { margin-top: 0.4rem; font-size: 1.05rem; }
.notes { margin-top: 0.6rem; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 0.75rem; font-size: 0.9rem; }
.facts div { display: flex; gap: 0.4rem; min-width: 0; }
.facts dt { color: var(--soft); }
.facts dd { min-width: 0; overflow-wrap: anywhere; }
section, details { margin-top: 1.75rem; }
h2 { display: flex; align-items: baseline; gap: 0.6rem; font-size: 1.15rem; line-height: 1.3; border-bottom: 2px solid var(--tone, var(--line)); padding-bottom: 0.3rem; margin-bottom: 0.75rem; }
.count { color: var(--tone, var(--soft)); font-size: 0.95rem; font-variant-numeric: tabular-nums; }
.card, .items > li { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 1rem; margin-top: 0.6rem; overflow-wrap: anywhere; }
.card.toned { border-left: 0.35rem solid var(--tone); }
.items > li { padding: 0.5rem 0.9rem; margin-top: 0.4rem; font-size: 0.95rem; }
.broken { margin-top: 0.4rem; padding-left: 1.1rem; list-style: disc; }
.gate { font-weight: 700; color: var(--tone); }
.card h3 { font-size: 1rem; line-height: 1.4; font-weight: 600; }
.action { color: var(--soft); font-size: 0.95rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; margin: 0.6rem 0; }
.numbers > div { min-width: 0; }
.numbers > div + div { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 1rem; }
.numbers > div + div::before { content: "→" / ""; grid-row: span 2; align-self: end; color: var(--soft); font-size: 1.05rem; }
.numbers dt { color: var(--soft); font-size: 0.8rem; }
.numbers dd { font-size: 1.05rem; }
.badge { display: inline-block; background: var(--wash); color: var(--tone); border: 1px solid var(--tone); border-radius: 1rem; padding: 0 0.6rem; font-size: 0.8rem; font-weight: 700; white-space: nowrap; }
.rest { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.2rem 0.9rem; font-size: 0.92rem; }
.rest dt { color: var(--soft); }
.changes li + li { margin-top: 0.15rem; }
summary { cursor: pointer; font-weight: 600; color: var(--good); background: var(--good-wash); border: 1px solid var(--good); border-radius: 0.5rem; padding: 0.5rem 0.9rem; }
summary:focus-visible { outline: 3px solid var(--charged); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; background: var(--card); font-size: 0.92rem; margin-top: 0.5rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.3rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
.amount { font-variant-numeric: tabular-nums; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 0.5rem; color: var(--soft); font-size: 0.85rem; overflow-wrap: anywhere; }
footer h2 { border: 0; font-size: 0.95rem; margin: 0; }
@media (max-width: 30rem) {
  .sheet { padding: 0.6rem; }
  .rest { grid-template-columns: minmax(0, 1fr); }
  .rest dd + dt { margin-top: 0.3rem; }
  th, td { padding: 0.3rem 0.4rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #999; --code: #fff; --lost: #8c0000; --lost-wash: #fff; --charged: #5c3700; --charged-wash: #fff; --good: #0b4a26; --good-wash: #fff; }
  body { font-size: 11pt; }
  .sheet { max-width: none; padding: 0; }
  .card, .items > li, .verdict, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
