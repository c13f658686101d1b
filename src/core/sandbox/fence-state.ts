/** Whether commands are fenced. `off`: not, by choice. `missing`: why there is no fence although one is wanted. */
export type FenceState =
  | { readonly kind: "on"; readonly isRequired: boolean }
  | { readonly kind: "off" }
  | { readonly kind: "missing"; readonly why: string };

/** Throws `permission-denied` where commands have to be fenced and can't. */
export type AskFence = () => Promise<FenceState>;
