import type { Correspondent } from "./letter.ts";

export interface IncomingFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface KeptFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
}

export interface PlacedFile extends KeptFile {
  /** In the HTML; or the whole message as it came. */
  place?: "inline" | "raw";
}

export interface OpenFile extends KeptFile {
  stream(): ReadableStream<Uint8Array>;
}

export interface ReadFile {
  title: string;
  /** Sanitised. */
  html?: string;
  text: string;
}

/** Each part where it can be read. */
export interface Glance {
  from?: Correspondent;
  subject?: string;
  /** ISO 8601. */
  sentAt?: string;
}
