/** Names of providers and tools: what every vendor accepts as the name of a tool, and a path segment besides. */
export function isContributionName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value);
}
