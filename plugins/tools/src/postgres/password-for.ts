import type { Host } from "@ainative-code/sdk";
import { postgresAddress, type PostgresAddress } from "./address.ts";

/**
 * The password that the user has set for this database, user and host, and for no other: what the model writes decides
 * where a connection goes, so it must not decide which password goes there.
 */
export async function passwordFor(address: PostgresAddress, host: Host): Promise<string | undefined> {
  const databases = host.config["databases"];
  if (typeof databases !== "object" || databases === null) return undefined;
  for (const [name, settings] of Object.entries(databases as Readonly<Record<string, { readonly url?: unknown }>>)) {
    if (typeof settings.url === "string" && isSame(postgresAddress(settings.url), address, settings.url)) return host.secret(`databases.${name}.password`);
  }
  return undefined;
}

/** A setting without a database means all of that user. */
function isSame(set: PostgresAddress, asked: PostgresAddress, url: string): boolean {
  const namesDatabase = (URL.parse(url)?.pathname ?? "").length > 1;
  return (
    set.host === asked.host &&
    set.port === asked.port &&
    set.user === asked.user &&
    (!namesDatabase || set.database === asked.database)
  );
}
