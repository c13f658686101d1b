const command = {
  type: "object",
  properties: {
    type: { type: "string", enum: ["command"], default: "command" },
    command: { type: "string", minLength: 1 },
    timeout: { type: "number", exclusiveMinimum: 0 },
  },
  required: ["command"],
  additionalProperties: false,
} as const;

const group = {
  type: "object",
  properties: { matcher: { type: "string" }, hooks: { type: "array", items: command } },
  required: ["hooks"],
  additionalProperties: false,
} as const;

const example = [{ matcher: "Bash|Edit", hooks: [{ type: "command", command: "./scripts/check.sh", timeout: 10 }] }];

/** One moment: the lists of all layers hold together, and a project's count once its folder is trusted. */
function moment<const Title extends string>(
  title: Title,
  description: string,
): typeof base & { readonly title: Title; readonly description: string } {
  return { title, description, ...base };
}

const base = {
  type: "array",
  items: group,
  default: [],
  examples: [example],
  "x-merge": "union",
  "x-needs-trust": true,
} as const;

/** Commands of the user that are run at certain moments. */
export const hooksSchema = {
  title: "Hooks",
  description:
    "Commands that are run at certain moments; they are given the event as JSON and may refuse, add to or change what is about to happen.",
  type: "object",
  additionalProperties: false,
  properties: {
    PreToolUse: moment(
      "Before a tool runs",
      "Hooks before a call, matched by the tool's name: they may refuse, allow or change it.",
    ),
    PostToolUse: moment(
      "After a tool ran",
      "Hooks after a call, matched by the tool's name: what they say is told to the model.",
    ),
    PermissionRequest: moment(
      "Before you are asked",
      "Hooks before a question for permission, matched by the tool's name: they may answer it.",
    ),
    UserPromptSubmit: moment("Before a prompt", "Hooks before a prompt is sent: they may refuse it or add to it."),
    SessionStart: moment(
      "At the start",
      "Hooks at the start of a conversation, matched by `startup` or `resume`: what they print is added to the first prompt.",
    ),
    SessionEnd: moment("At the end", "Hooks at the end of a conversation."),
    Stop: moment("When the model ends", "Hooks when the model has answered: they may send it on."),
    SubagentStart: moment(
      "When a sub-agent begins",
      "Hooks before a sub-agent begins, matched by its kind: they may refuse it or add to its task.",
    ),
    SubagentStop: moment(
      "When a sub-agent ends",
      "Hooks when a sub-agent has answered, matched by its kind: they may send it on.",
    ),
    PreCompact: moment(
      "Before a compaction",
      "Hooks before the conversation is summed up, matched by `manual` or `auto`: they may refuse it.",
    ),
    Notification: moment(
      "When you are needed",
      "Hooks when the program waits for you, matched by the kind: `permission_prompt`.",
    ),
  },
} as const;
