export { readTodos, todosOf } from "../core/agent/todos-of.ts";
export type { Todo } from "../core/agent/todos-of.ts";
