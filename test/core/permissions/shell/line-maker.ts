/** Makes command lines of all kinds of pieces that shells know, at random but the same for the same seed. */
export class LineMaker {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  line(): string {
    return this.#list(3);
  }

  /** mulberry32 */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  #one<T>(choices: readonly T[], fallback: T): T {
    return choices[Math.floor(this.#next() * choices.length)] ?? fallback;
  }

  #list(depth: number): string {
    const joins = ["; ", " && ", " || ", " | ", "\n", " & ", " |& "];
    const count = this.#one([1, 1, 1, 2, 2, 3], 1);
    return Array.from({ length: count }, () => this.#command(depth)).reduce((line, one) => line + this.#one(joins, "; ") + one);
  }

  #command(depth: number): string {
    if (depth <= 0) return this.#simple(0);
    const inner = (): string => this.#list(depth - 1);
    const made = this.#one(
      [
        () => this.#simple(depth),
        () => this.#simple(depth),
        () => this.#simple(depth),
        () => this.#simple(depth),
        () => `${this.#wrapper()} ${this.#simple(depth - 1)}`,
        () => `${this.#one(["bash", "sh", "/bin/bash"], "sh")} ${this.#one(["-c", "-ec", "-e -c"], "-c")} ${this.#quoted(inner())}`,
        () => `eval ${this.#quoted(inner())}`,
        () => `trap ${this.#quoted(inner())} EXIT`,
        () => `if ${inner()}; then ${inner()}; fi`,
        () => `for i in ${this.#word(depth - 1)}; do ${inner()}; done`,
        () => `( ${inner()} )`,
        () => `{ ${inner()}\n}`,
        () => `f() { ${inner()}\n}; f`,
        () => `case ${this.#word(depth - 1)} in ${this.#one(["*", "a"], "*")}) ${inner()};; esac`,
        () => `${this.#simple(depth - 1)} <<${this.#one(["E", "'E'", '"E"', "\\E"], "E")}\n$(${inner()})\nE\n`,
        () => `${this.#simple(depth - 1)} <<< ${this.#word(depth - 1)}`,
        () => `x=${this.#word(depth - 1)}; ${this.#one(["$x", '"$x"', "eval $x", "ok ${x@P}", "ok $((x))", "ok ${!x}", "[[ $x -eq 1 ]]", "ok ${x[$x]}", "bash -c \"$x\""], "$x")} ${this.#word(0)}`,
        () => `printf 'x\\n' | xargs ${this.#one(["", "-n1", "-I{}", "-I %"], "")} ${this.#simple(depth - 1)}`,
        () => `find . -maxdepth 0 -exec ${this.#simple(0)} ';'`,
      ],
      () => "ok",
    );
    return made();
  }

  #simple(depth: number): string {
    const words = Array.from({ length: this.#one([0, 1, 1, 2], 1) }, () => this.#word(depth - 1));
    const assigned = this.#one(["", "", "", "", "x=1 ", "A=1 ", "x=$(bad) "], "");
    const redirected = this.#one(["", "", "", "", " 2>&1", " >/dev/null", " < /dev/null", " > out"], "");
    return `${assigned}${[this.#program(), ...words].join(" ")}${redirected}`;
  }

  #program(): string {
    return this.#one(["ok", "ok", "ok", "ok", "ok", "bad", "'bad'", "b\\ad", "b'a'd", "$'bad'", "$'\\x62ad'", "{bad,x}", "b?d", "$(echo bad)", "${y:-bad}", "./bad", "ok\\\n", "\"ok\"", "command bad", "builtin ok", "\\bad", "!", "alias ok=bad;", "ok;bad", "time"], "ok");
  }

  #wrapper(): string {
    return this.#one(["timeout 5", "timeout -k 1 5", "nice -n 1", "nohup", "env", "env A=1", "env -i PATH=$PATH", "command", "exec", "time", "stdbuf -oL", "builtin", "coproc", "!", "env -S"], "env");
  }

  #word(depth: number): string {
    const plain = ["a", "-x", "'q r'", '"q $x"', "$x", "${x}", "*", "a{b,c}", "~", "#", "\\;", "';'", "'$(bad)'", '"a\\$(bad)"', "$'a\\'bad'", "a#bad", "1", "$((1+1))", "<(ok)", "'a[$(bad)]'", "\\\nbad"];
    if (depth <= 0) return this.#one(plain, "a");
    const inner = (): string => this.#list(depth - 1);
    return this.#one([() => this.#one(plain, "a"), () => this.#one(plain, "a"), () => `$(${inner()})`, () => `"$(${inner()})"`, () => `<(${inner()})`, () => `"\${x:-$(${inner()})}"`, () => `\`${this.#simple(0)}\``, () => `\${x/a/$(${inner()})}`, () => `$(( $(${inner()}) ))`], () => "a")();
  }

  #quoted(script: string): string {
    return this.#one([() => `'${script.replaceAll("'", String.raw`'\''`)}'`, () => `"${script.replaceAll(/[\\"$`]/g, String.raw`\$&`)}"`, () => `"${script.replaceAll('"', "'")}"`], () => "''")();
  }
}
