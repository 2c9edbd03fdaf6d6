import { api } from "./api/index.ts";
import type { Connector } from "./contract.ts";

/** Everything that can be connected, in the order in which it is offered. */
export const registry: readonly Connector[] = [api];
