import { expect } from "chai";
import { parseYaml } from "../../../src/infra/config-files/parse-yaml.ts";
import { plainYaml } from "../../../src/infra/config-files/plain-yaml.ts";

/** Every key of a value, as a path. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...pathsIn(inner, [...path, name])]);
}

/** Whether it was read at all; what was read has to be what the real reader says. */
function agrees(text: string): boolean {
  const plain = plainYaml(text);
  if (plain === undefined) return false;
  const real = parseYaml(text);
  expect(real.problems, text).to.deep.equal([]);
  expect(plain.value, text).to.deep.equal(real.value);
  for (const path of pathsIn(plain.value)) expect(plain.locate(path), `${path.join(".")} of\n${text}`).to.deep.equal(real.locate(path, "key"));
  return true;
}

const everyday = [
  "model: openai/gpt-5\n",
  "# a word: before\n\nmodel: a/b   # behind\npermissions:\n  allow:\n    - bash(git status*)\n    - edit\n  deny: [bash(sudo *), write]\n",
  "permissions:\n  allow:\n  - a\n  - 'b: c'\n  mode: ask\n",
  "log: {level: warn, console: off}\nchat:\n    maxTurns: 50\n",
  'a: "x y"\nb: \'it\'\'s\'\nc: true\nd: 0\ne:\nf: ${HOME}/x:y,z\n',
  "plugins:\n  openai:\n    baseURL: http://127.0.0.1:8080/v1\n    headers: {}\n    list: []\n",
  "",
  "# nothing but words\n",
];

/** Pieces that lines are made of, many of them awkward. */
const keys = ["a", "b", "model", "x-y.z", "null", "TRUE", "__proto__", "constructor", '"q"', "1", "- a", "? a", "*a", "&a b"];
const values = ["", " ", "a", "1", "01", "-1", "1.5", "1e3", "0x1f", "0o7", ".5", ".inf", "~", "null", "Null", "yes", "True", "a b", "a  b", "a: b", "a:b", "a:", "a #c", "a#c", "#c", "'a'", "'a''b'", "'a' #c", "'a #c'", '"a"', '"a\\n"', '"a" b', "'", "[a, b]", "[a, [b]]", "[a,]", "[a b, 1, true]", "[ ]", "[a: b]", "{a: b}", "{a: 1, b: true}", "{a}", "{a: }", "{a:b}", "{a: b, a: c}", "{ }", "[", "{", "|", ">", "!t a", "*x", "&x a", "@a", "`a", "%a", "a\tb", "é", "- a", "a, b", "[a]b", "${A}", "$(a b)", "/x/y", "127.0.0.1:80", "2026-11-22", "---", "a---", "a [b]", "a {b}", "a ]", "\\", 'a"b', "it's", "a ? b", "a & b", "=", "a\r"];
const indents = ["", "", "", "  ", "  ", "    ", " ", "\t"];

describe("everyday YAML", () => {
  it("is read without the real reader, and as that reads it", () => {
    for (const text of everyday) expect(agrees(text), text).to.equal(true);
  });

  it("is left to the real reader wherever there is a doubt: nothing is read otherwise than there", () => {
    let seed = 7;
    const pick = (from: readonly string[]): string => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return from[Math.floor((seed / 2147483648) * from.length)] ?? "";
    };
    let read = 0;
    for (const key of keys) for (const value of values) for (const line of [`${key}: ${value}`, `${key}:\n  - ${value}`, `${key}:\n- ${value}\nb: 1`, `- ${value}`, value, `${key}: ${value}\n  c: d`, `a:\n  ${key}: ${value}\n b: c`, `${key}:${value}`, `a: [${value}]`, `a: {b: ${value}}`, `a: [b, ${value}]`]) if (agrees(`${line}\n`)) read += 1;
    for (let round = 0; round < 4000; round += 1) {
      const lines = Array.from({ length: 1 + (round % 5) }, () => `${pick(indents)}${pick(["", "", "", "- ", "# "])}${pick(keys.slice(0, 5))}${pick([": ", ": ", ":", ""])}${pick(values)}`);
      if (agrees(lines.join("\n"))) read += 1;
    }
    expect(read, "read plainly").to.be.greaterThan(500);
  });
});
