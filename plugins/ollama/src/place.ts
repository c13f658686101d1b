/** A model of a server, as the books know it. */
export function placeOf(url: string, model: string): string {
  return `${url} ${model}`;
}
