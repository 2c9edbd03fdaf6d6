import { ConnectorError, type Outbound } from "../../contract.ts";

const most = 5;
const windowMs = 3_600_000;

/**
 * How many automatic messages go to one address, and in one conversation, within an hour: what answers them by itself
 * cannot keep it going.
 */
export function createBudget(now: () => number = Date.now) {
  /** By address or conversation: when each message was first tried. */
  const spent = new Map<string, Map<string, number>>();

  /** @throws ConnectorError where it is used up. The same message counts once, however often it is tried. */
  return function spend({ key, conversationId }: Outbound, addresses: string[]) {
    forget();
    const purses = [`in ${conversationId}`, ...addresses.map((address) => `to ${address.toLowerCase()}`)];
    for (const purse of purses) {
      const messages = spent.get(purse);
      if (messages && messages.size >= most && !messages.has(key))
        throw new ConnectorError("rejected", "Too many automatic messages went there in the last hour.");
    }
    for (const purse of purses) {
      const messages = spent.get(purse) ?? new Map<string, number>();
      spent.set(purse, messages.set(key, messages.get(key) ?? now()));
    }
  };

  function forget() {
    for (const [purse, messages] of spent) {
      for (const [key, at] of messages) if (at <= now() - windowMs) messages.delete(key);
      if (messages.size === 0) spent.delete(purse);
    }
  }
}
