/** A question to the person who uses the program, who can always answer in words of their own instead. */
export interface UserQuestion {
  readonly question: string;
  readonly options: readonly UserOption[];
  /** Several options may be chosen. */
  readonly multiple?: boolean;
}

/** One of the answers that a question offers. */
export interface UserOption {
  readonly label: string;
  readonly description?: string;
}

/** `dismissed`: the person does not want to answer. `nobody`: there is no person, as in a script. */
export type UserAnswer =
  | { readonly kind: "chosen"; readonly labels: readonly string[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "dismissed" | "nobody" };
