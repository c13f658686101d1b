/** A piece of a line in one colour. */
export interface Span {
  readonly text: string;
  readonly color: string;
  readonly bold?: boolean;
}

export const colors = { plain: "#d4d8e0", heading: "#7cc7ff", quiet: "#8a93a3", good: "#8fd694", bad: "#ff8f87", warning: "#e8c97d" };

/** Columns of the terminal that is drawn. */
export const columns = 100;
const lineHeight = 19;
const charWidth = 8.43;

/** Lines of a terminal as a picture. */
export function drawing(title: string, lines: readonly (readonly Span[])[]): string {
  const [width, height] = [Math.round(columns * charWidth) + 40, lines.length * lineHeight + 60];
  const rows = lines.map((spans, index) => {
    const texts = spans.map(({ text, color, bold }) => `<tspan fill="${color}"${bold === true ? ' font-weight="bold"' : ""}>${escaped(text)}</tspan>`);
    return spans.every(({ text }) => text.trim() === "") ? "" : `<text x="20" y="${52 + index * lineHeight}" xml:space="preserve">${texts.join("")}</text>`;
  });
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((color, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${color}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>`,
    ...dots,
    ...rows.filter((row) => row !== ""),
    "</svg>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
