/** What to do next, for somebody who has seen the demonstration. */
export function connectHint(bin: string): string {
  return `
== Now with a real model

The model's answers came from a tape. The reads, the edit and the runs of the test were real.

  export OPENAI_API_KEY=...                      your key
  ${bin} chat -m openai/NAME "..."        NAME is a model of your account: ${bin} models list

For another server that speaks OpenAI's language (a local one, a proxy), say where it is:

  export OPENAI_BASE_URL=http://127.0.0.1:11434/v1
`;
}
