/** What came of looking where a reference points. */
export type Fetched =
  /** What lies there, as it is. */
  | { readonly text: string }
  /** `why` continues "…, which …" without a full stop; it holds nothing of the secret. */
  | { readonly why: string; readonly actions?: readonly string[] };
