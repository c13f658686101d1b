/** Writes a text so that it is one word of a command line that a person types. */
export type TypedWord = (text: string) => string;

/** For a POSIX shell. */
export const posixWord: TypedWord = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * For Windows, where nobody knows whether it will be cmd or PowerShell: double quotes mean the same to both, unless the text
 * holds what one of them reads within them; then for PowerShell.
 */
export const windowsWord: TypedWord = (text) => (/["$`%!]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`);
