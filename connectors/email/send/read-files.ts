import { buffer } from "node:stream/consumers";
import { ConnectorError, type OpenFile } from "../../contract.ts";

export interface ReadFile {
  id: string;
  name: string;
  contentType: string;
  content: Buffer;
}

const mostBytes = 25 * 1024 * 1024;

/** @throws ConnectorError where they are too large together, or one cannot be read. */
export async function readFiles(files: OpenFile[]): Promise<ReadFile[]> {
  refuseTooMuch(files.map(({ size }) => size));
  const read: ReadFile[] = [];
  for (const file of files) {
    const { id, name, contentType } = file;
    read.push({ id, name, contentType, content: await readFile(file) });
  }
  refuseTooMuch(read.map(({ content }) => content.length));
  return read;
}

function refuseTooMuch(sizes: number[]) {
  if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes)
    throw new ConnectorError("rejected", "The attachments are larger than 25 MB together.");
}

async function readFile(file: OpenFile): Promise<Buffer> {
  try {
    return await buffer(file.stream());
  } catch (cause) {
    throw new ConnectorError("unavailable", `“${file.name}” could not be read.`, { cause });
  }
}
