import { AinError, tapeMark, type StreamEvent, type TapeEntry, type TapeEvent, type TapePlaces } from "@ainative-code/sdk";

/** The events of an entry as a provider yields them: errors made whole, and this machine's folders in place of the marks. */
export function eventsOfEntry(entry: TapeEntry, places: TapePlaces): readonly StreamEvent[] {
  const folders = Object.entries(places).map(([name, [path]]) => [tapeMark(name), path ?? ""] as const);
  return entry.events.map((event) => streamEvent(filled(event, folders)));
}

function streamEvent(event: TapeEvent): StreamEvent {
  if (event.type !== "error") return event;
  const { code, message, ...rest } = event.error;
  return { type: "error", error: new AinError(code, message, rest) };
}

type Folders = readonly (readonly [mark: string, path: string])[];

/** The same value with the marks in every string filled in. */
function filled<T>(value: T, folders: Folders): T;
function filled(value: unknown, folders: Folders): unknown {
  if (typeof value === "string") return folders.reduce((text, [mark, path]) => text.replaceAll(mark, () => path), value);
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, folders));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member, folders)]));
}
