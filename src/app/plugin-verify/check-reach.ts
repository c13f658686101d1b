import type { ReportBook } from "../../core/verify/report.ts";
import type { PluginReach } from "../../infra/conformance/plugin-reach.ts";
import { reasonOf } from "./subject.ts";

/** Writes down what the plugin did past its host while it was looked at. */
export function checkReach(book: ReportBook, { connections, variables, uncaught }: PluginReach): void {
  for (const address of connections) {
    book.add(
      "broken",
      "rights",
      address,
      "the plugin asked for a connection there itself; only host.fetch keeps to its rights, proxies and redaction",
    );
  }
  for (const thrown of uncaught) {
    book.add("broken", "no bugs", "modules", `it threw where nobody can catch it: ${reasonOf(thrown)}`);
  }
  if (variables.length === 0) return;
  const names = variables.map((name) => (name === "*" ? "all variables" : name)).join(", ");
  book.add(
    "advice",
    "environment",
    names,
    "the plugin reads the environment itself; a setting with x-env can be seen and set by users, and a secret is kept out of the log",
  );
}
