import { toAinError } from "@ainative-code/sdk";
import { openSessionStore } from "../../../../src/infra/sqlite/open-session-store.ts";
import { fileAndDriver } from "./arguments.ts";

/** Prints the error of opening as JSON, or `"open"`. */
try {
  await (await openSessionStore(fileAndDriver())).close();
  process.stdout.write(JSON.stringify("open"));
} catch (error) {
  process.stdout.write(JSON.stringify(toAinError(error)));
}
