/** The full name of a model, as the server's lists have it: `llama3` is `llama3:latest`. */
export function fullName(name: string): string {
  const short = name.toLowerCase().replace(/^registry\.ollama\.ai\//, "").replace(/^library\//, "");
  return /:[^/]*$/.test(short) ? short : `${short}:latest`;
}
