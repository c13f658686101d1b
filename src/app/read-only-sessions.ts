import type { SessionInfo, Sessions } from "@ainative-code/sdk";
import type { Session, SessionStore } from "../core/sessions/store.ts";

/** Messages of one session that a plugin gets at a time: all of them, in pages of this size. */
const pageSize = 500;

/** The saved conversations as plugins see them. */
export function readOnlySessions(store: () => Promise<SessionStore>): Sessions {
  return {
    async list(options = {}) {
      return (await (await store()).list(options)).map(infoOf);
    },
    async messages(sessionId) {
      const opened = await store();
      const pages = [];
      for (let before: number | undefined; ; ) {
        const page = await opened.page(sessionId, { limit: pageSize, ...(before === undefined ? {} : { before }) });
        pages.unshift(page);
        before = page[0]?.seq;
        if (page.length < pageSize || before === undefined) break;
      }
      return pages.flat().map(({ message }) => message);
    },
  };
}

function infoOf({ id, title, cwd, createdAt, updatedAt, messageCount }: Session): SessionInfo {
  return { id, title, cwd, createdAt, updatedAt, messageCount };
}
