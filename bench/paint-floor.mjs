// The least a Node program can do to be a conversation: shows its first prompt and takes the keys.
process.stdout.write("floor 0.0.0  (/help)\n> ");
process.stdin.setRawMode(true);
process.stdin.on("data", (bytes) => {
  if (bytes.includes(4)) process.exit(0);
});
