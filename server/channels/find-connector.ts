import type { Connector } from "../../connectors/contract.ts";
import { registry } from "../../connectors/registry.ts";

export const findConnector = (id: string): Connector | undefined => registry.find((one) => one.id === id);
