import { colors, type Span } from "./drawing.ts";

const byCode: Readonly<Record<string, string>> = { "31": colors.bad, "32": colors.good, "33": colors.warning, "36": colors.heading };

/** A line as tmux captures it, with its SGR sequences. */
export function spansOf(line: string): readonly Span[] {
  let [color, bold, dim] = [colors.plain, false, false];
  return line.split(/\u001b\[([\d;]*)m/).flatMap((piece, index): readonly Span[] => {
    if (index % 2 === 0) return piece === "" ? [] : [{ text: piece, color: dim ? colors.quiet : color, bold }];
    for (const code of piece.split(";")) {
      if (code === "" || code === "0") [color, bold, dim] = [colors.plain, false, false];
      else if (code === "1") bold = true;
      else if (code === "2") dim = true;
      else if (code === "22") [bold, dim] = [false, false];
      else if (code === "39") color = colors.plain;
      else color = byCode[code] ?? color;
    }
    return [];
  });
}
