/** What `sql` shows of the rows that the tests of every database put into `items`. */
export const itemsAsTable = [
  "id | name | price | picture",
  "--- | --- | --- | ---",
  "1 | apple | 1.5 | x'00ff' (2 bytes)",
  "2 | pear\\ntree | NULL | NULL",
  `9007199254740993 | a\\|b | 3 | x'${"00".repeat(16)}…' (40 bytes)`,
  "(3 rows)",
].join("\n");
