/** Prints the same for the same results: no times, no versions. */
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass" && data.details.type !== "suite") {
      passed += 1;
      yield `ok   ${data.name}\n`;
    } else if (type === "test:fail" && data.details.type !== "suite") {
      failed += 1;
      yield `FAIL ${data.name}\n     ${(data.details.error.cause ?? data.details.error).message.split("\n")[0]}\n`;
    }
  }
  yield `\n${passed} passed, ${failed} failed\n`;
}
