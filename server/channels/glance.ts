import type { Connector, Glance } from "../../connectors/contract.ts";

/** What a file says of itself, by whichever connector knows its type. */
export function glance(
  connectors: readonly Connector[],
  contentType: string,
  beginning: Uint8Array,
): Glance | undefined {
  for (const connector of connectors) {
    const seen = connector.glance?.(contentType, beginning);
    if (seen) return seen;
  }
  return undefined;
}
