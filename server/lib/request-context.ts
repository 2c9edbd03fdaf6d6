import { AsyncLocalStorage } from "node:async_hooks";

/** What the log says of every line that is written while a request is answered; pino's `mixin` reads it. */
export const requestContext = new AsyncLocalStorage<{ requestId: string }>();
