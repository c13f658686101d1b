/** Whether a file of this media type can be shown to a model as text. */
export function isTextMedia(mediaType: string): boolean {
  return /^text\/|^application\/(json|xml|yaml|toml|javascript|x-sh)\b|\+(json|xml)$/.test(mediaType);
}
