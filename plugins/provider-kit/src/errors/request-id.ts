/** The headers vendors name a request by, the most telling first. */
const names = ["x-request-id", "request-id", "apim-request-id", "x-amzn-requestid", "x-goog-request-id", "cf-ray"];

/** The vendor's id of a request, by whichever header it comes. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  for (const name of names) {
    const id = headers[name];
    if (id !== undefined && id !== "") return id;
  }
  return undefined;
}
