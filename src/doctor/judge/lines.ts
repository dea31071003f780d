/** A word of a POSIX shell. */
export function quoted(word: string): string {
  const safe = word.startsWith("-") ? `./${word}` : word;
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}

/** The lines for a shell that more than one word makes; every one mends by itself. */
export const lines = {
  install: (folder: string) => `npx greenvn provider install --dir ${folder}`,
  reinstall: (plugin: string, folder: string) => `rm -r ${quoted(plugin)} && ${lines.install(folder)}`,
  startSandbox: (port: string) => `npx greenvn sandbox --port ${port} --quiet &`,
  waitFor: (pid: number) => `while kill -0 ${pid} 2> /dev/null; do sleep 1; done`,
  setClock: (isMac: boolean) => (isMac ? "sudo sntp -sS time.apple.com" : "sudo timedatectl set-ntp true"),
  renameIn: (file: string, from: string, to: string) => `sed -i.bak ${quoted(`s/"${from}"/"${to}"/`)} ${quoted(file)}`,
  deleteField: (folder: string, field: string) => `npm pkg delete ${field} --prefix ${quoted(folder)}`,
  edit: (file: string) => `"\${EDITOR:-vi}" ${quoted(file)}`,
};
