import { usdOf } from "../core/cost/nano-usd.ts";
import { usdText } from "../core/cost/usd-text.ts";

/** Money, from the billionths in which it is summed up, and as people read it. */
export { usdOf, usdText };
