import { EventQueue } from "../core/events/event-queue.ts";

/** What waits to be answered, in the order it came. */
export function promptQueue<Prompt>(): EventQueue<Prompt> {
  return new EventQueue<Prompt>();
}
