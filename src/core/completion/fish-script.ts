/** What fish reads from its folder of completions: the program itself answers, and files are offered where it knows nothing. */
export function fishScript(bin: string): string {
  const name = `__${bin.replaceAll("-", "_")}_complete`;
  return `function ${name}
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l found (${bin} complete -- $words "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$current"
    end
end

complete -c ${bin} -f -a '(${name})'
`;
}
