import { shellWord } from "../../domain/shell-word";

/** The lines for a shell that more than one word makes; every one mends by itself. */
export const lines = {
  install: (folder: string) => `npx greenvn provider install --dir ${folder}`,
  reinstall: (plugin: string, folder: string) => `rm -r ${shellWord(plugin)} && ${lines.install(folder)}`,
  startSandbox: (port: string) => `npx greenvn sandbox --port ${port} --quiet &`,
  waitFor: (pid: number) => `while kill -0 ${pid} 2> /dev/null; do sleep 1; done`,
  setClock: (isMac: boolean) => (isMac ? "sudo sntp -sS time.apple.com" : "sudo timedatectl set-ntp true"),
  renameIn: (file: string, from: string, to: string) =>
    `sed -i.bak ${shellWord(`s/"${from}"/"${to}"/`)} ${shellWord(file)}`,
  deleteField: (folder: string, field: string) => `npm pkg delete ${field} --prefix ${shellWord(folder)}`,
  edit: (file: string) => `"\${EDITOR:-vi}" ${shellWord(file)}`,
};
