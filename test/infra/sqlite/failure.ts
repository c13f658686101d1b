import { isAinError, type AinError } from "@ainative-code/sdk";

/** What it fails with. */
export async function failure(promise: Promise<unknown>): Promise<AinError> {
  const end = await promise.then((value) => ({ value }), (error: unknown) => ({ error }));
  if ("error" in end && isAinError(end.error)) return end.error;
  throw new Error(`an AinError was expected, not ${JSON.stringify(end)}`, { cause: end });
}
