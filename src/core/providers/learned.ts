/** What was learned of one model at one server: whether it takes this at all. What is not there is not known. */
export interface Learned {
  readonly tools?: boolean;
  readonly imageIn?: boolean;
  readonly pdfIn?: boolean;
  readonly thinking?: boolean;
}

/** Where it is kept. */
export interface LearnedBook {
  known(): Learned;
  /** Adds to what is known; what contradicts it wins. */
  learn(learned: Learned): void;
}
