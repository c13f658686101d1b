import { taskToolName } from "../core/agent/task-tool.ts";

/** The tool that starts a sub-agent, by which its calls are told. */
export { taskToolName };
