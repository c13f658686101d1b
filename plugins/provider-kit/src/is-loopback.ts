/** Whether a URL's `hostname` names this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname);
}
