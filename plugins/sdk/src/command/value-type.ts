/** What the value of a flag or argument is once it is parsed; a plain string has none. */
export type ValueType = "integer" | "boolean" | "uri";

/** Known to every copy of this package: the tool that writes a plugin's manifest may carry another one. */
const brand = Symbol.for("ainative-code.value-type.1");

/** The same maker of flags or arguments, whose products remember their type. */
export function withValueType<Make extends (...args: never[]) => object>(type: ValueType, make: Make): Make {
  return new Proxy(make, {
    apply: (target, self, args): unknown => {
      const made: unknown = Reflect.apply(target, self, args);
      return typeof made === "object" && made !== null ? Object.assign(made, { [brand]: type }) : made;
    },
  });
}

export function valueTypeOf(flagOrArg: object): ValueType | undefined {
  const type: unknown = Reflect.get(flagOrArg, brand);
  return type === "integer" || type === "boolean" || type === "uri" ? type : undefined;
}
