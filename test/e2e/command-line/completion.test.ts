import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { COMMAND_LINE } from "../../../scripts/project";

/** What is typed, and what stands there once Tab was pressed. */
const TYPED: readonly (readonly [what: string, typed: string, completed: string])[] = [
  ["a command", "greenvn plan-r", "greenvn plan-report"],
  ["a command below another", "greenvn provider ins", "greenvn provider install"],
  ["a command of which help is asked", "greenvn help sand", "greenvn help sandbox"],
  ["an option", "greenvn plan-report --max", "greenvn plan-report --max-charges"],
  ["an option behind an argument", "greenvn plan-report plan.json --for", "greenvn plan-report plan.json --format"],
  ["the value of an option", "greenvn plan-report --format mark", "greenvn plan-report --format markdown"],
  ["a value behind =", "greenvn plan-report --format=mark", "greenvn plan-report --format=markdown"],
  [
    "a value in a list",
    "greenvn plan-report --fail-on replace,num",
    "greenvn plan-report --fail-on replace,number-change",
  ],
  ["a platform", "greenvn provider install --platform darwin_a", "greenvn provider install --platform darwin_a"],
  ["a shell", "greenvn completion f", "greenvn completion fish"],
  ["a file as an argument", "greenvn plan-report pla", "greenvn plan-report plan.json"],
  ["a file as a value", "greenvn sandbox --state pla", "greenvn sandbox --state plan.json"],
  ["a file behind =", "greenvn plan-report --policy=pla", "greenvn plan-report --policy=plan.json"],
  ["a folder where one goes", "greenvn provider install --dir sub", "greenvn provider install --dir subfolder/"],
  ["no file where a folder goes", "greenvn provider install --dir pla", "greenvn provider install --dir pla"],
  ["no file where a number goes", "greenvn sandbox --port pla", "greenvn sandbox --port pla"],
  [
    "nothing that is typed is run",
    'greenvn plan-report "$(touch evil)" --form',
    'greenvn plan-report "$(touch evil)" --format',
  ],
  ["nothing for what is unknown", "greenvn nothing --for", "greenvn nothing --for"],
];

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "gvn-completion-")));
  mkdirSync(path.join(folder, "bin"));
  symlinkSync(COMMAND_LINE, path.join(folder, "bin", "greenvn"));
  mkdirSync(path.join(folder, "work", "subfolder"), { recursive: true });
  writeFileSync(path.join(folder, "work", "plan.json"), "{}");
  env = {
    PATH: [path.join(folder, "bin"), process.env["PATH"]].join(path.delimiter),
    HOME: folder,
    ZDOTDIR: folder,
    TERM: "vt100",
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a shell that presses Tab behind each line, and leaves what stood there then in a file. */
function pressed(program: string, args: readonly string[], input: string): readonly string[] {
  const out = path.join(folder, `${path.basename(program)}.out`);
  writeFileSync(out, "");
  const { error } = spawnSync(program, args, {
    cwd: path.join(folder, "work"),
    env: { ...env, OUT: out },
    input,
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  return readFileSync(out, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Readline itself: Tab is typed, and a key of ours shows the line and clears it. */
function inBash(lines: readonly string[]): readonly string[] {
  const begin = [
    "PS1=",
    "bind 'set completion-query-items 0' 'set page-completions off' 'set bell-style none'",
    'shown() { printf "%s\\n" "$READLINE_LINE" >> "$OUT"; READLINE_LINE=; READLINE_POINT=0; }',
    `bind -x '"\\C-t": shown'`,
    'eval "$(greenvn completion bash)"',
  ];
  return pressed(
    "bash",
    ["--norc", "--noprofile", "-i"],
    `${begin.join("\n")}\n${lines.map((line) => `${line}\t\x14`).join("")}\nexit\n`,
  );
}

/** Its line editor itself, on a terminal of its own. */
function inZsh(lines: readonly string[]): readonly string[] {
  const inside = [
    "setopt no_beep no_list_ambiguous; PS1=",
    "autoload -Uz compinit; compinit -u -D",
    'eval "$(greenvn completion zsh)"',
    `zle-line-init() { for BUFFER in ${lines.map(quoted).join(" ")}; do CURSOR=$#BUFFER; zle complete-word; print -r -- $BUFFER >> $OUT; done; exit }`,
    "zle -N zle-line-init",
  ];
  writeFileSync(path.join(folder, ".zshrc"), inside.join("\n"));
  const outside = "zmodload zsh/zpty; zpty editor zsh -i; while zpty -r editor line; do :; done";
  return pressed("zsh", ["-f", "-c", outside], "");
}

/** Its own completion, of which the one candidate takes the last word's place. */
function inFish(lines: readonly string[]): readonly string[] {
  const script = [
    "greenvn completion fish | source",
    ...lines.flatMap((line) => [
      `set found (complete -C ${quoted(line)} | string split -f 1 \\t)`,
      `test (count $found) -eq 1; and string replace -r -- '\\S*$' "$found" ${quoted(line)} >> $OUT; or echo ${quoted(line)} >> $OUT`,
    ]),
  ];
  return pressed("fish", ["--no-config", "-c", script.join("\n")], "");
}

const SHELLS = { bash: inBash, zsh: inZsh, fish: inFish } as const;
const isHere = (program: string): boolean => spawnSync(program, ["-c", "exit 0"]).status === 0;

// Bash is on every machine that this runs on; the others are driven where they are installed.
describe.each(Object.entries(SHELLS))("%s completes", (shell, completedBy) => {
  const tried = shell === "bash" || isHere(shell) ? test : test.skip;
  tried("what is typed up to the cursor", () => {
    const completed = completedBy(TYPED.map(([, typed]) => typed));
    expect(TYPED.map(([what], index) => [what, completed[index]])).toEqual(
      TYPED.map(([what, , after]) => [what, after]),
    );
    expect(() => readFileSync(path.join(folder, "work", "evil"))).toThrow("ENOENT");
  });
});

test("bash completes up to the cursor, and quotes what a file needs", () => {
  writeFileSync(path.join(folder, "work", "my plan.json"), "{}");
  // Alt-B and Ctrl-B: the cursor stands behind the second word again.
  expect(
    inBash(['greenvn plan-report "my', "greenvn plan-report my", "greenvn plan-r --mask\x1bb\x02\x02\x02"]),
  ).toEqual(['greenvn plan-report "my plan.json"', "greenvn plan-report my\\ plan.json", "greenvn plan-report --mask"]);
});

test.each(["bash", "zsh", "fish"])(
  "the script for %s is the same however often it is read, and is well formed",
  (shell) => {
    const script = execFileSync("greenvn", ["completion", shell], { env, encoding: "utf8" });
    if (shell !== "bash" && !isHere(shell)) return expect(script).toContain("complete-words");
    const { status, stdout, stderr } = spawnSync(shell, ["-c", `${script}\n${script}`], { env, encoding: "utf8" });
    expect({ status: shell === "bash" ? status : 0, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
  },
);
