import {
  type Connector,
  type ConnectorContext,
  ConnectorError,
  type RunningChannel,
} from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { Values } from "./settings.ts";

/** @throws ConnectorError `rejected` where calls are pretended here, and another process could be asked for them */
export async function startConnector(
  { isAlone }: Pick<Deps, "isAlone">,
  connector: Connector,
  context: ConnectorContext<Values>,
): Promise<RunningChannel> {
  if (isAlone || !connector.isPretend?.(context.settings)) return connector.start(context);
  const words =
    "Calls can be pretended only in a hub of one process, and this one works with others (REDIS_URL).";
  throw new ConnectorError("rejected", words);
}
