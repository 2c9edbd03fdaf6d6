import type { ConnectorContext, KeptFile, OpenFile } from "../contract.ts";
import { json, Refusal } from "./answer.ts";
import { readBytes } from "./body.ts";
import { addressKey } from "./chat.ts";
import type { Ask, VisitorAsk } from "./http.ts";
import { honestType, isPicture } from "./pictures.ts";
import { isSame, type Visitor } from "./token.ts";
import type { WireFile } from "./wire.ts";

const linkLifeMs = 7 * 24 * 3600 * 1000;
type Sign = ConnectorContext<unknown>["sign"];

/** Takes one file as the bare body, its name in the address. */
export async function postFile({ chat, request, url, ip, visitor }: VisitorAsk): Promise<Response> {
  const { settings, keepFile, sign } = chat.context;
  if (settings.files === "none") throw new Refusal("forbidden", "This chat takes no files.");
  chat.limits.visitorMessages.take(visitor.id);
  chat.limits.addressMessages.take(addressKey(ip));
  const bytes = await readBytes(request, settings.maxFileMb * 1024 * 1024);
  if (bytes.byteLength === 0) throw new Refusal("invalid", "This file is empty.");
  const contentType = honestType(request.headers.get("content-type"), bytes);
  if (settings.files === "pictures" && !isPicture(contentType)) {
    throw new Refusal("invalid", "This chat takes only pictures: PNG, JPEG, GIF, WebP or AVIF.");
  }
  const { id, name, size, ...kept } = await keepFile({
    name: plainName(url.searchParams.get("name")),
    contentType,
    bytes,
  });
  const file = { id, name, contentType: kept.contentType, size };
  return json({ ...file, seal: sealOf(file, visitor, sign) } satisfies WireFile, 201);
}

/** @throws Refusal when this visitor did not upload it. */
export function openSeal({ seal, ...file }: WireFile, visitor: Visitor, sign: Sign): KeptFile {
  if (!isSame(seal, sealOf(file, visitor, sign))) {
    throw new Refusal("invalid", "This file is not yours.", {
      fields: { files: "names a file that is not yours" },
    });
  }
  return file;
}

/** Without the origin, so that it works by whichever name the page reached the hub. */
export function fileUrl(
  id: string,
  visitorId: string,
  { channelId, sign }: { channelId: string; sign: Sign },
): string {
  // Whole days, so that an address stays the same and can be cached.
  const day = 24 * 3600 * 1000;
  const until = (Math.floor(Date.now() / day) + 1) * day + linkLifeMs;
  const query = new URLSearchParams({
    visitor: visitorId,
    until: String(until),
    seal: linkSeal(id, visitorId, until, sign),
  });
  return `/api/v1/channels/${channelId}/inbound/files/${id}?${query}`;
}

export async function getFile({ chat, url, fileId }: Ask): Promise<Response> {
  const { visitor = "", until = "", seal = "" } = Object.fromEntries(url.searchParams);
  if (
    Number(until) < Date.now() ||
    !isSame(seal, linkSeal(fileId, visitor, Number(until), chat.context.sign))
  ) {
    throw new Refusal("forbidden", "This link is no longer good. Open the chat again for a new one.");
  }
  chat.limits.visitorReads.take(visitor);
  const file = await chat.context.openFile(visitor, fileId);
  if (!file) throw new Refusal("not_found", "There is no such file.");
  return new Response(file.stream(), { headers: safeHeaders(file) });
}

function safeHeaders({ name, contentType, size }: OpenFile): Record<string, string> {
  const inPlace = isPicture(contentType);
  return {
    "content-type": inPlace ? contentType : "application/octet-stream",
    "content-length": String(size),
    "content-disposition": `${inPlace ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, max-age=86400",
  };
}

/** RFC 5987. */
const encodeName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** Without folders, control characters and the marks that turn `gpj.exe` round. */
function plainName(name: string | null): string {
  const plain = (name ?? "")
    .toWellFormed()
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
  const last = plain.replace(/.*[/\\]/, "").trim();
  return Array.from(last).slice(-150).join("") || "file";
}

function sealOf({ id, name, contentType, size }: KeptFile, visitor: Visitor, sign: Sign): string {
  return sign(`file:${JSON.stringify([visitor.id, id, name, contentType, size])}`);
}

const linkSeal = (id: string, visitorId: string, until: number, sign: Sign) =>
  sign(`link:${visitorId}:${id}:${until}`);
