export { logLevels } from "../infra/log/log-level.ts";
