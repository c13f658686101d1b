/** What was learned of one model at one server: whether it takes this at all. What is not there is not known. */
export interface Learned {
  readonly tools?: boolean;
  readonly imageIn?: boolean;
  readonly pdfIn?: boolean;
  readonly thinking?: boolean;
}

/** What to change in that; `undefined` strikes out what was known. */
export type Lesson = { readonly [F in keyof Learned]?: boolean | undefined };

/** Where it is kept. */
export interface LearnedBook {
  known(): Learned;
  /** Adds to what is known; what contradicts it wins. */
  learn(lesson: Lesson): void;
}
