import { redacted, redactShapes } from "../events/secret-shapes.ts";

/** Characters of a complaint that are shown; programs say in their first lines what is wrong. */
const shownLength = 300;

/**
 * What a program said on stderr, in one line fit to be shown: without anything that it also printed on stdout, without
 * what looks like a key, and without any long word with digits in it that is no path and no URL.
 */
export function toldComplaint(stderr: string, stdout: string): string {
  const printed = stdout.split(/\s+/).filter((word) => word.length >= 4).toSorted((a, b) => b.length - a.length);
  const bare = printed.reduce((text, word) => text.replaceAll(word, redacted), stderr);
  const line = redactShapes(bare).replaceAll(randomWord, redacted).replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length > shownLength ? `${line.slice(0, shownLength)}…` : line;
}

/** Twelve characters of a key's alphabet with a digit among them. */
const randomWord = /(?<![^\s"'=:,(])(?![\w.-]*:\/\/)(?![~.]{0,2}\/)(?=[^\s"']*\d)[\w+/.=~-]{12,}/g;
