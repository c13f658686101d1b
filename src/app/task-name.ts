export { taskToolName } from "../core/agent/task-tool.ts";
