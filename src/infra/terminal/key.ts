/**
 * What a person does at a keyboard. A key has the name of what it does to a line, with the keys held down before it:
 * `enter`, `shift+enter`, `ctrl+c`, `alt+b`, `up`, `escape`.
 */
export type Key =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "key"; readonly name: string };

export function keyNamed(name: string): Key {
  return { kind: "key", name };
}
