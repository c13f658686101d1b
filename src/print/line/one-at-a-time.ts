type Question<Args extends readonly unknown[], Answer> = (...args: Args) => Promise<Answer>;

/** Makes questions wait for each other: tools that run side by side may all have one, and there is one keyboard. */
export function oneAtATime(): <Args extends readonly unknown[], Answer>(ask: Question<Args, Answer>) => Question<Args, Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (ask) => async (...args) => {
    const turn = last.then(async () => ask(...args));
    last = turn.catch(() => undefined);
    return turn;
  };
}
