import type { Notes } from "@ainative-code/sdk";

/**
 * What servers have taught by refusing it, by place: a base URL with a model. Lessons last as long as the process and,
 * where the host keeps notes, beyond it. `read` makes a lesson of what was noted by any version of the plugin; what it
 * can't understand is nothing learned.
 */
export class LessonBook<Lesson> {
  readonly #lessons = new Map<string, Lesson | undefined>();
  readonly #read: (noted: unknown) => Lesson | undefined;

  constructor(read: (noted: unknown) => Lesson | undefined) {
    this.#read = read;
  }

  /** What is known of a place. */
  at(place: string, notes: Notes | undefined): Lesson | undefined {
    if (!this.#lessons.has(place)) {
      const noted = notes?.get(nameOf(place));
      this.#lessons.set(place, noted === undefined ? undefined : this.#read(noted));
    }
    return this.#lessons.get(place);
  }

  /** Puts a lesson in the place of what was known. */
  note(place: string, lesson: Lesson, notes: Notes | undefined): void {
    this.#lessons.set(place, lesson);
    notes?.set(nameOf(place), lesson);
  }
}

/** Whether a lesson says anything else than what is known. */
export function isNews<Rules extends object>(lesson: Partial<Rules>, rules: Rules): boolean {
  const known = new Map<string, unknown>(Object.entries(rules));
  return Object.entries(lesson).some(([name, value]) => JSON.stringify(known.get(name)) !== JSON.stringify(value));
}

function nameOf(place: string): string {
  return `lesson ${place}`;
}
