/** The hidden command that the scripts ask at each Tab; see `command.ts`. */
export const ANSWERS = "complete-words";

/**
 * What each shell has to be told, once. None of them knows a command or an option: they hand the words up to the cursor
 * to the program that is typed, and show what it answers, so that they hold for every version of it. Nothing that was
 * typed is evaluated.
 */
export const SHELL_SCRIPTS = {
  // For the Bash of macOS too, 3.2, which has no `mapfile` and no `compopt`.
  bash: `# bash completion for greenvn
_greenvn() {
  local rest=\${COMP_LINE:0:COMP_POINT} words=() index word trimmed line disk=nothing
  # Bash cuts words at = and : as well; they are put together again where no blank lies between.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    trimmed=\${rest#"\${rest%%[![:space:]]*}"}
    word=\${COMP_WORDS[index]}
    ((index < COMP_CWORD)) || word=$trimmed
    if ((index > 0)) && [[ $trimmed == "$rest" ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    rest=\${trimmed#"$word"}
  done
  local current=\${words[\${#words[@]}-1]}
  # What Bash does not put in the word's place again.
  local kept=\${current%"\${current##*[=:]}"}
  [[ $COMP_WORDBREAKS == *=* ]] || kept=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) disk=\${line#:} ;;
      *)
        line=\${line%%$'\\t'*}
        COMPREPLY+=("\${line#"$kept"}")
        ;;
    esac
  done < <("\${words[0]}" ${ANSWERS} -- "\${words[@]:1}" 2>/dev/null </dev/null)
  if type compopt &>/dev/null; then
    case $disk in
      files) compopt -o default ;;
      folders) compopt +o default -o dirnames ;;
      *) compopt +o default ;;
    esac 2>/dev/null
  fi
}
complete -o default -F _greenvn greenvn
`,
  zsh: `#compdef greenvn
# zsh completion for greenvn
_greenvn() {
  local -a described plain
  local line disk=nothing word what
  while IFS= read -r line; do
    case $line in
      :*) disk=\${line#:} ;;
      *)
        word=\${line%%$'\\t'*} what=\${line#*$'\\t'}
        plain+=("$word")
        described+=("$word\${what:+  -- $what}")
        ;;
    esac
  done < <("\${(Q)words[1]}" ${ANSWERS} -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null </dev/null)
  ((\${#plain})) && compadd -l -d described -a plain
  case $disk in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _path_files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _greenvn ]]; then
  _greenvn "$@"
elif (($+functions[compdef])); then
  compdef _greenvn greenvn
fi
`,
  fish: `# fish completion for greenvn
function __greenvn_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l disk nothing
    for line in ($words[1] ${ANSWERS} -- $words[2..-1] 2>/dev/null </dev/null)
        switch $line
            case ':*'
                set disk (string sub -s 2 -- $line)
            case '*'
                echo $line
        end
    end
    set -l current (commandline -ct)
    set -l name (string match -r -- '^--[^=]*=' $current; or echo '')
    set -l value (string replace -- "$name" '' $current)
    switch $disk
        case files
            for found in (__fish_complete_path $value)
                echo $name$found
            end
        case folders
            for found in (__fish_complete_directories $value)
                echo $name$found
            end
    end
end
complete -c greenvn -f -a '(__greenvn_complete)'
`,
} as const;

export type Shell = keyof typeof SHELL_SCRIPTS;

export const SHELLS = Object.keys(SHELL_SCRIPTS) as readonly Shell[];
