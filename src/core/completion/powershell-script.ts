/**
 * What PowerShell reads at its start, from 5.1 on: the program itself answers for every word, and files are offered where
 * it knows nothing. ASCII only, for 5.1 takes a file without a mark for one of the system's code page.
 */
export function powershellScript(bin: string): string {
  return `Register-ArgumentCompleter -Native -CommandName ${powershellWord(bin)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object {
    if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
  })
  # Before 7.3 an empty word is not passed on: --next stands for it.
  $ask = @('complete')
  if ($wordToComplete -eq '') { $ask += '--next' }
  $ask += '--'
  $ask += $typed
  & ${powershellWord(bin)} @ask 2>$null | ForEach-Object {
    $value, $text = $_ -split "\`t", 2
    if (-not $text) { $text = $value }
    $word = $value
    if ($word -match '[^\\w./:=%+@-]' -or $word -match '^@') { $word = "'" + ($word -replace "'", "''") + "'" }
    [System.Management.Automation.CompletionResult]::new($word, $value, 'ParameterValue', $text)
  }
}
`;
}

/** A text as one word of PowerShell, whatever is in it. */
export function powershellWord(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
