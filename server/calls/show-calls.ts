export { presentCalls as showCalls } from "./queries.ts";
