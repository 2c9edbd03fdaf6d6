import { Readable } from "node:stream";
import type { KeptFile, OpenFile } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";

/** A kept file with its bytes, which are read only when somebody asks for the stream. */
export function openFile(
  deps: Pick<Deps, "files">,
  { sha256, ...file }: KeptFile & { sha256: string },
): OpenFile {
  return { ...file, stream: () => asWeb(deps.files.open(sha256)) };
}

/** Node's own type for web streams says less of the chunks than the platform's; a file is read in bytes. */
const asWeb = (stream: Readable) => Readable.toWeb(stream) as ReadableStream<Uint8Array>;
