import { decodeBytes } from "../decode-bytes.ts";
import { makeStorable } from "../make-storable.ts";
import { charsetOf } from "./charset-of.ts";
import { type Attribute, isTnef, readAttributes } from "./read-attributes.ts";
import { type Property, readProperties, types } from "./read-properties.ts";

/** A message as Outlook packs it into winmail.dat. */
export interface Tnef {
  subject: string;
  text: string;
  html: string;
  /** As it was kept, see decompressRtf. */
  rtf: Buffer;
  files: TnefFile[];
}

export interface TnefFile {
  filename: string;
  contentType: string;
  contentId: string;
  content: Buffer;
}

const attribute = {
  subject: 0x00018004,
  body: 0x0002800c,
  properties: 0x00069003,
  codePage: 0x00069007,
  beginsFile: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
};
const property = {
  subject: 0x0037,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  codePage: 0x3fde,
  data: 0x3701,
  filename: 0x3704,
  longFilename: 0x3707,
  contentType: 0x370e,
  contentId: 0x3712,
};
const mostFiles = 1_000;

/** Reads it as far as it can be read ([MS-OXTNEF]); undefined where it is none. */
export function readTnef(bytes: Buffer): Tnef | undefined {
  if (!isTnef(bytes)) return undefined;
  const { ofMessage, ofFiles } = sort(readAttributes(bytes));
  const properties = readProperties(ofMessage.get(attribute.properties) ?? none);
  const charset = charsetOf(codePageIn(ofMessage.get(attribute.codePage)) || usualCodePage);
  const textCharset = charsetOf(codePageIn(properties.get(property.codePage)?.value) || usualCodePage);
  const read = (id: number) => textOf(properties.get(id), charset);
  const html = properties.get(property.html);
  return {
    subject: read(property.subject) || decode(ofMessage.get(attribute.subject), charset),
    text: read(property.body) || decode(ofMessage.get(attribute.body), charset),
    html: html?.type === types.binary ? decode(html.value, textCharset) : textOf(html, charset),
    rtf: properties.get(property.rtf)?.value ?? none,
    files: ofFiles.map((attributes) => readFile(attributes, charset)),
  };
}

type Attributes = Map<number, Buffer>;

const none = Buffer.alloc(0);
const usualCodePage = 1252;

/** Those of a file follow the one that says that it begins. */
function sort(attributes: Iterable<Attribute>): { ofMessage: Attributes; ofFiles: Attributes[] } {
  const ofMessage: Attributes = new Map();
  const ofFiles: Attributes[] = [];
  const isOfFile = new Set([attribute.fileTitle, attribute.fileData, attribute.fileProperties]);
  for (const { id, data } of attributes) {
    if (id === attribute.beginsFile && ofFiles.length === mostFiles) break;
    if (id === attribute.beginsFile || (isOfFile.has(id) && ofFiles.length === 0)) ofFiles.push(new Map());
    (isOfFile.has(id) ? ofFiles.at(-1) : ofMessage)?.set(id, data);
  }
  return { ofMessage, ofFiles };
}

function readFile(attributes: Attributes, charset: string): TnefFile {
  const properties = readProperties(attributes.get(attribute.fileProperties) ?? none);
  const read = (id: number) => textOf(properties.get(id), charset);
  const title = decode(attributes.get(attribute.fileTitle), charset);
  const data = attributes.get(attribute.fileData) ?? none;
  return {
    filename: read(property.longFilename) || title || read(property.filename),
    contentType: read(property.contentType),
    contentId: read(property.contentId),
    content: data.length > 0 ? data : dataOf(properties.get(property.data)),
  };
}

const interfaceLength = 16;

/** An object has the id of its interface before it. */
function dataOf(data: Property | undefined): Buffer {
  if (!data) return none;
  return data.type === types.object ? data.value.subarray(interfaceLength) : data.value;
}

function textOf(found: Property | undefined, charset: string): string {
  if (found?.type === types.unicode) return makeStorable(found.value.toString("utf16le"));
  return found?.type === types.string8 ? decode(found.value, charset) : "";
}

function decode(bytes: Buffer | undefined, charset: string): string {
  return bytes ? makeStorable(decodeBytes(bytes, charset)) : "";
}

const codePageIn = (bytes: Buffer | undefined): number =>
  bytes && bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
