import { readTodos, todosOf } from "../core/agent/todos-of.ts";

/** What is to be done in a conversation, for whoever shows it. */
export { readTodos, todosOf };
