import type { ConnectorContext, OpenFile } from "../contract.ts";
import type { Settings } from "./settings.ts";
import { isSame } from "./signature.ts";

const lifetimeMs = 7 * 86_400_000;

/** An address at which the receiver fetches a file of an answer, without any key, for a week. */
export function fileLink(context: ConnectorContext<Settings>, thread: string, id: string): string {
  const until = String(Date.now() + lifetimeMs);
  const query = new URLSearchParams({ thread, until, key: keyOf(context, thread, id, until) });
  return `${context.publicUrl}/api/v1/channels/${context.channelId}/inbound/files/${id}?${query}`;
}

/** The file behind such an address; undefined when the address is not right or too old. */
export async function fileBehind(
  context: ConnectorContext<Settings>,
  url: URL,
): Promise<OpenFile | undefined> {
  const id = url.pathname.split("/").at(-1) ?? "";
  const [thread, until, key] = ["thread", "until", "key"].map((name) => url.searchParams.get(name) ?? "");
  if (thread === undefined || !until || !key) return undefined;
  if (!isSame(key, keyOf(context, thread, id, until)) || Number(until) < Date.now()) return undefined;
  return context.openFile(thread, id);
}

const keyOf = (context: ConnectorContext<Settings>, thread: string, id: string, until: string) =>
  context.sign(JSON.stringify(["file", thread, id, until]));
