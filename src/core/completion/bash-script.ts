/**
 * What bash sources: oclif's static lists for commands and flags, which answer at once, and for what they don't know the
 * program itself. `setup` is oclif's own script, where there is one.
 */
export function bashScript(bin: string, setup: string | undefined): string {
  const name = `_${bin.replaceAll("-", "_")}_complete`;
  const source = setup === undefined ? "" : `[ -f ${setup} ] && . ${setup}\n`;
  return `${source}
${name}() {
  local line="\${COMP_LINE:0:COMP_POINT}" current value
  local -a words
  read -ra words <<<"$line"
  case "$line" in *[[:space:]]) words+=("");; esac
  current="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  if [ "\${#words[@]}" -eq 2 ] || [ "\${current:0:1}" != "-" ] || [ "\${current%%=*}" = "$current" ]; then
    declare -F _${bin}_autocomplete >/dev/null && _${bin}_autocomplete "$@" 2>/dev/null
  fi
  [ "\${#COMPREPLY[@]}" -eq 0 ] || return 0
  # bash parts words at = and : too, and wants only what follows.
  local parted="" reply
  case "$COMP_WORDBREAKS" in *:*) parted+=":";; esac
  case "$COMP_WORDBREAKS" in *=*) parted+="=";; esac
  local head=""
  [ -z "$parted" ] || head="\${current%"\${current##*[$parted]}"}"
  while IFS= read -r reply; do
    value="\${reply%%$'\\t'*}"
    [ -n "$value" ] || continue
    COMPREPLY+=("\${value#"$head"}")
  done < <(${bin} complete -- "\${words[@]:1}" 2>/dev/null)
  if [ "\${#COMPREPLY[@]}" -eq 1 ]; then
    case "\${COMPREPLY[0]}" in */ | *=) compopt -o nospace 2>/dev/null;; esac
  fi
  return 0
}

complete -o default -F ${name} ${bin}
`;
}
