/** Serves packages from the folder that is given, on a free port of loopback; tells the port to its parent. */
import { writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { runServer } from "verdaccio";

const [folder = "."] = process.argv.slice(2);
const config = join(folder, "config.yaml");
// Without uplinks nothing is asked of anybody else: what was not published here does not exist.
const settings = {
  storage: join(folder, "storage"),
  auth: { htpasswd: { file: join(folder, "htpasswd") } },
  uplinks: {},
  packages: { "**": { access: "$all", publish: "$all", unpublish: "$all" } },
  log: { type: "file", path: join(folder, "log"), format: "json", level: "warn" },
  web: { enable: false },
};
writeFileSync(config, JSON.stringify(settings));
const server = (await runServer(config)) as Server;
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
