/** Larger than any key, token, certificate or service account; what is longer was named by mistake. */
export const longestSecretBytes = 64 * 1024;
