import type { FileInfo } from "../contract/conversations.ts";
import { isReadable } from "./readable.ts";
import { isSafePicture } from "./safe-picture.ts";

/** What a query reads of a file. */
export interface FileRow {
  id: string;
  name: string;
  contentType: string;
  size: number;
}

export const fileUrl = (id: string): string => `/api/v1/files/${id}`;

export const presentFile = ({ id, name, contentType, size }: FileRow): FileInfo => ({
  id,
  name,
  contentType,
  size,
  url: fileUrl(id),
  isPicture: isSafePicture(contentType),
  pageUrl: isReadable({ contentType, size }) ? `${fileUrl(id)}/page` : null,
});
