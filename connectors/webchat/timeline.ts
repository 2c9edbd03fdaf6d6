import type { ConnectorContext, KeptFile, Outbound, TimelineItem } from "../contract.ts";
import { fileUrl } from "./files.ts";
import { isPicture } from "./pictures.ts";
import type { WireItem, WireItemFile } from "./wire.ts";

type Signing = Pick<ConnectorContext<unknown>, "channelId" | "sign">;

export function presentItem(item: TimelineItem, visitorId: string, signing: Signing): WireItem {
  const { id, direction, text, author, at, state } = item;
  const own = `${visitorId}:`;
  return {
    id,
    ...(item.externalId?.startsWith(own) && { key: item.externalId.slice(own.length) }),
    direction,
    text,
    ...(author && { author }),
    files: item.files.map((file) => presentFile(file, visitorId, signing)),
    at,
    state,
  };
}

export function presentAnswer(message: Outbound, signing: Signing): WireItem {
  return {
    id: message.key,
    direction: "out",
    text: message.text,
    author: message.author.name,
    files: message.files.map((file) => presentFile(file, message.thread, signing)),
    at: message.createdAt,
    state: "sent",
  };
}

function presentFile(file: KeptFile, visitorId: string, signing: Signing): WireItemFile {
  const { id, name, contentType, size } = file;
  const url = fileUrl(id, visitorId, signing);
  return { id, name, contentType, size, url, isPicture: isPicture(contentType) };
}
