#!/usr/bin/env node
import { run } from "../dist/boot/main.js";
run();
