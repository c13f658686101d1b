/** What is to be read of a page. */
export interface PageText {
  readonly title?: string;
  readonly text: string;
}

/** The same with where it came from in the end. */
export interface ShownPage extends PageText {
  readonly url: string;
  readonly mediaType: string;
}
