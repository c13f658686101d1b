#!/usr/bin/env node
// Runs on every Node since 12, to be able to say that it is too old. A test holds these numbers against `engines`.
const [major, minor, patch] = process.versions.node.split(".").map(Number);
const isNew = major >= 26 || (major === 24 && minor >= 15) || (major === 22 && (minor > 22 || (minor === 22 && patch >= 2)));

if (isNew) {
  import("../dist/boot/main.js").then((boot) => boot.main(process.argv.slice(2)), explain);
} else {
  process.stderr.write(
    `ainative-code needs Node 22.22.2, 24.15 or 26 and newer, and this is ${process.version}: install one from https://nodejs.org\n`,
  );
  process.exitCode = 1;
}

function explain(error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND" || !/dist.boot.main\.js/.test(error.url)) throw error;
  process.stderr.write("ainative-code is not built: run npm run build\n");
  process.exitCode = 1;
}
