import type { SessionStore } from "../../../src/core/sessions/store.ts";

export type OpenStore = (options: { readonly file: string; readonly now?: () => number }) => Promise<SessionStore>;
