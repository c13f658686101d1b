/** The laws of plugins, for whoever runs them on plugins of others: no test framework, no neighbours of tests. */
export { inMemoryHost } from "../host/in-memory-host.ts";
export type { Finding } from "./provider/finding.ts";
export { checkAbort, checkAnswer, checkError, type ProviderConformance } from "./provider/provider-conformance.ts";
export { watchReach, type Reach } from "./watch-reach.ts";
export { readFixture, type ShippedFixture } from "./shipped/read-fixture.ts";
