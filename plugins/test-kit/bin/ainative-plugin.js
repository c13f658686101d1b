#!/usr/bin/env node
import { main } from "../dist/manifest/index.js";

process.exitCode = await main(process.argv.slice(2));
