import path from "node:path";

interface Entry {
  /** Null: a folder. */
  readonly text: string | null;
  mode: number;
  readonly mtimeMs: number;
}

/** The user whose files all of them are. */
export const USER_ID = 1000;

/** A disk in memory, by those of `node:fs` that the provider uses: a call of any other one fails by its name. */
export class VirtualDisk {
  readonly #entries = new Map<string, Entry>([["/", { text: null, mode: 0o700, mtimeMs: 0 }]]);
  /** Files that the system makes up at each reading, such as those below `/proc`. Undefined: there is none. */
  system: (file: string) => string | undefined = () => undefined;

  constructor(private readonly nowMs: () => number) {}

  /** What a program gets for `node:fs`. */
  readonly fs = {
    mkdirSync: (folder: string, { mode = 0o777 }: { recursive: true; mode?: number }): string | undefined => {
      const missing: string[] = [];
      for (let at = folder; !this.#entries.has(at); at = path.dirname(at)) missing.unshift(at);
      for (const one of missing) this.#entries.set(one, { text: null, mode, mtimeMs: this.nowMs() });
      return missing[0];
    },
    chmodSync: (file: string, mode: number): void => void (this.#entry(file).mode = mode),
    lstatSync: (file: string) => {
      const { text, mode, mtimeMs } = this.#entry(file);
      return { isDirectory: () => text === null, isFile: () => text !== null, uid: USER_ID, mode, mtimeMs };
    },
    statSync: (file: string) => this.fs.lstatSync(file),
    existsSync: (file: string): boolean => this.#entries.has(file),
    readdirSync: (folder: string): string[] => {
      this.#entry(folder);
      return [...this.#entries.keys()].filter((file) => file !== "/" && path.dirname(file) === folder).map(nameOf);
    },
    readFileSync: (file: string): string => {
      const text = this.system(file) ?? this.#entry(file).text;
      if (text === null) throw failure("EISDIR", file);
      return text;
    },
    readlinkSync: (file: string): string => this.fs.readFileSync(file),
    writeFileSync: (file: string, text: string, { mode = 0o666, flag = "w" } = {}): void => {
      if (flag === "wx" && this.#entries.has(file)) throw failure("EEXIST", file);
      this.#put(file, { text, mode, mtimeMs: this.nowMs() });
    },
    renameSync: (from: string, to: string): void => {
      this.#put(to, this.#entry(from));
      this.#entries.delete(from);
    },
    linkSync: (from: string, to: string): void => {
      if (this.#entries.has(to)) throw failure("EEXIST", to);
      this.#put(to, this.#entry(from));
    },
    rmSync: (file: string): void => void this.#entries.delete(file),
    unlinkSync: (file: string): void => void this.#entries.delete(this.#entry(file) && file),
  };

  /** What `rm -r` leaves. */
  removeFolder(folder: string): void {
    for (const file of [...this.#entries.keys()])
      if (file === folder || file.startsWith(`${folder}/`)) this.#entries.delete(file);
  }

  #put(file: string, entry: Entry): void {
    if (!this.#entries.has(path.dirname(file))) throw failure("ENOENT", file);
    this.#entries.set(file, entry);
  }

  #entry(file: string): Entry {
    const entry = this.#entries.get(file);
    if (entry === undefined) throw failure("ENOENT", file);
    return entry;
  }
}

const nameOf = (file: string): string => path.basename(file);

/** With no stack, which takes longer than all the rest: many files are looked for that are not there. */
function failure(code: string, file: string): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = Object.assign(new Error(`${code}: ${file}`), { code });
  Error.stackTraceLimit = limit;
  return error;
}
