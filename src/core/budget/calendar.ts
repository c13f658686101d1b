/** The beginning of the day in local time, in milliseconds since the epoch. Days of 23 and 25 hours are days as well. */
export function dayStart(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The beginning of the calendar month in local time, in milliseconds since the epoch. */
export function monthStart(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth()).getTime();
}
