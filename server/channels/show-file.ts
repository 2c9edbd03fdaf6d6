import { buffer } from "node:stream/consumers";
import type { Response } from "express";
import type { Connector, ReadFile } from "../../connectors/contract.ts";
import { registry } from "../../connectors/registry.ts";
import { getFile } from "../files/queries.ts";
import { isReadable } from "../files/readable.ts";
import { letterPolicy, plainPage } from "../letters/letter-page.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";

interface PageCall {
  access: Access;
  params: { id: string };
  response: Response;
}

/** Sends a file that a connector can read, such as an attached mail, as a page in which nothing runs or is fetched. */
export async function showFile(deps: Deps, { access, params, response }: PageCall): Promise<void> {
  const { contentType, size, sha256 } = await getFile(deps, access, params.id);
  if (!isReadable({ contentType, size })) throw notFound("page of this file");
  const read = await readBy(registry, contentType, await buffer(deps.files.open(sha256)));
  if (!read) throw notFound("page of this file");
  response.setHeader("content-security-policy", letterPolicy({ withPictures: false }));
  response.setHeader("cache-control", "private, no-cache");
  response.setHeader("x-frame-options", "SAMEORIGIN");
  response.type("html").send(plainPage(read));
}

/** By whichever connector knows the type: people attach mails in a chat, too. */
async function readBy(
  connectors: readonly Connector[],
  contentType: string,
  content: Buffer,
): Promise<ReadFile | undefined> {
  for (const { readFile } of connectors) {
    const read = await readFile?.(contentType, content);
    if (read) return read;
  }
  return undefined;
}
