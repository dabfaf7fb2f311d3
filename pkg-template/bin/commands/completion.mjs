import { optionsOf } from "../lib/arguments.mjs";
import { closest } from "../lib/closest.mjs";
import { UsageError } from "../lib/failure.mjs";
import { STATUSES } from "../lib/statuses.mjs";
import { COMMANDS } from "./index.mjs";

export const completion = {
  name: "completion",
  summary: "Prints a script with which bash or zsh completes commands and options",
  usage: "completion <bash | zsh>",
  details: "The completion works for the name cos-jobs, for example after `npm install --global cos-jobs`.",
  example: `eval "$(cos-jobs completion bash)"    # in ~/.bashrc
eval "$(cos-jobs completion zsh)"     # in ~/.zshrc, after compinit`,
  operands: [1, 1],

  run({ positionals: [shell], output }) {
    const script = { __proto__: null, bash: bash(), zsh: zsh() }[shell];
    if (!script) throw new UsageError(`there is no completion for "${shell}"; the closest shell is ${closest(shell, ["bash", "zsh"])}`);
    output.line(script);
  },
};

/** What may follow a command: its options, and for some the words of their arguments. */
function wordsAfter(command) {
  const words = { completion: ["bash", "zsh"], sign: ["list", "describe", "create", "confirm", "cancel", "priority", "delete"] };
  return [...(words[command.name] ?? []), ...Object.keys(optionsOf(command)).map((name) => `--${name}`)].join(" ");
}

const names = () => COMMANDS.map(({ name }) => name).join(" ");

function bash() {
  const cases = COMMANDS.map((command) => `    ${command.name}) words="${wordsAfter(command)}" ;;`).join("\n");
  return `_cos_jobs() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words
  COMPREPLY=()
  case "$previous" in
    --credentials) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --status|--until) COMPREPLY=($(compgen -W "${STATUSES.join(" ")}" -- "$current")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names()} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _cos_jobs cos-jobs`;
}

function zsh() {
  const commands = COMMANDS.map(({ name, summary }) => `    '${name}:${summary.replaceAll("'", "'\\''")}'`).join("\n");
  const cases = COMMANDS.map((command) => `    ${command.name}) compadd -- ${wordsAfter(command)} ;;`).join("\n");
  return `#compdef cos-jobs
_cos_jobs() {
  local -a commands
  commands=(
${commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "\${words[CURRENT-1]}" in
    --credentials) _files; return ;;
    --status|--until) compadd -- ${STATUSES.join(" ")}; return ;;
  esac
  case "\${words[2]}" in
${cases}
  esac
  [[ "\${words[2]}" == create ]] && _files
}
compdef _cos_jobs cos-jobs`;
}
