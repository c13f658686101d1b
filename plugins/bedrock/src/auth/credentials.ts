/** What a request to AWS is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Milliseconds since the epoch; absent where they last. */
  readonly expiration?: number;
}

/** The parts that no message may show. */
export function secretsIn({ secretAccessKey, sessionToken }: Credentials): readonly string[] {
  return sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken];
}
