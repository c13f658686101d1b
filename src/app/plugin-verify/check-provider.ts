import type { Provider } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { hostRule } from "../../core/plugins/rights.ts";
import { providerLaws } from "../../infra/conformance/provider-laws.ts";
import type { Subject } from "./subject.ts";

/** Holds a provider to the laws of providers, on the answers that its plugin ships, and looks where its requests go to. */
export async function checkProvider(subject: Subject, provider: Provider): Promise<void> {
  const { manifest, files, book } = subject;
  const secrets = Object.fromEntries((manifest.rights?.secrets ?? []).map((name) => [name, `made-up-${name}-0123456789`]));
  const settings = settingsOf(subject);
  const asked = new Set<string>();
  const { answers, errors, calls, broken } = await providerLaws({
    provider,
    secrets,
    files: files.filter(({ name }) => !name.startsWith("tool-")),
    isOnly: (manifest.providers ?? []).length === 1,
    settings,
    onRequest: (url) => asked.add(url),
  });
  for (const { law, fixture, message } of broken) book.add("broken", law, fixture, message);
  book.check(`laws of ${provider.id}`, `${answers} answers and ${errors} refusals tried`);
  if (answers === 0) book.add("untried", "fixtures", provider.id, "it ships no answers, so the laws of its streams were not tried");
  else if (calls === 0) book.add("advice", "fixtures", provider.id, "none of its answers calls a tool, so what it makes of calls was not tried");
  for (const origin of new Set([...asked].map((url) => URL.parse(url)?.origin ?? url))) checkHost(subject, settings, origin);
}

/** Requests go to memory; only their addresses are looked at. The origin of memory stands for the user's server. */
function checkHost({ manifest, book }: Subject, settings: Readonly<Record<string, unknown>>, origin: string): void {
  const hosts = manifest.rights?.hosts;
  const known = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replaceAll("{origin}", memoryOrigin) : value,
    ]),
  );
  const decision = hostRule({ hosts, settings: known }).allows(origin);
  if (!decision.allowed) book.add("broken", "rights", origin, `a request goes there, and the host refuses it: ${decision.reason}`);
}

/** Where the suite has its server that is not there. */
const memoryOrigin = "http://127.0.0.1:9";

/** The plugin's defaults, with the server of the test in every setting that names a host. */
function settingsOf({ manifest, schema }: Subject): Readonly<Record<string, unknown>> {
  const members = isRecord(schema["properties"]) ? schema["properties"] : {};
  const defaults = Object.entries(members).flatMap(([name, member]) =>
    isRecord(member) && "default" in member ? [[name, member["default"]] as const] : [],
  );
  const places = (manifest.rights?.hosts ?? []).flatMap((pattern) => /^config:([^:]+)/.exec(pattern)?.[1] ?? []);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(places.map((key) => [key, "{origin}"])) };
}
