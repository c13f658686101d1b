/** What a tool does to the machine at worst; the permission modes decide by it. */
export type Risk = "read" | "write" | "execute" | "network";
