/** Until it is disposed of, the machine stands in that time zone. */
export function inTimeZone(zone: string): Disposable {
  const before = process.env["TZ"];
  process.env["TZ"] = zone;
  return {
    [Symbol.dispose]() {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    },
  };
}
