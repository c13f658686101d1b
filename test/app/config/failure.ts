import { isAinError, type AinError } from "@ainative-code/sdk";

/** The error with which the work ends. Throws where it ends well, or by a bug. */
export async function failure(work: Promise<unknown>): Promise<AinError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isAinError(error)) throw new Error("it did not fail as it should", { cause: error });
  return error;
}
