/**
 * What zsh sources: the program itself for words and values, and oclif's static lists for the first word, for flags, and
 * where the program knows nothing. `setup` is oclif's own script, where there is one.
 */
export function zshScript(bin: string, setup: string | undefined): string {
  const name = `_${bin.replaceAll("-", "_")}_complete`;
  const begin = setup === undefined ? "autoload -Uz compinit && compinit" : `[[ -f ${setup} ]] && source ${setup}`;
  return `${begin}

${name}() {
  local current="\${words[CURRENT]}" line
  local -a whole open wholeText openText
  if (( CURRENT > 2 )) && [[ "$current" != -* || "$current" == --*=* ]]; then
    for line in "\${(@f)$(${bin} complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
      [[ -n "$line" ]] || continue
      if [[ "\${line%%$'\\t'*}" == *[/=] ]]; then
        open+=("\${line%%$'\\t'*}")
        openText+=("\${line//$'\\t'/  -- }")
      else
        whole+=("\${line%%$'\\t'*}")
        wholeText+=("\${line//$'\\t'/  -- }")
      fi
    done
    if (( $#whole + $#open )); then
      (( $#whole )) && compadd -l -d wholeText -a whole
      (( $#open )) && compadd -S '' -l -d openText -a open
      return 0
    fi
  fi
  if (( $+functions[_${bin}] )); then
    _${bin} "$@"
  else
    _files
  fi
}

compdef ${name} ${bin}
`;
}
