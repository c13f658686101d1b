/** The URL as errors and logs may show it: no user, no password, no fragment, and no value of its query. */
export function shownUrl(url: URL): string {
  const names = [...new Set(url.searchParams.keys())];
  const query = names.length === 0 ? "" : `?${names.map((name) => `${name}=…`).join("&")}`;
  return `${url.protocol}//${url.host}${url.pathname}${query}`;
}
