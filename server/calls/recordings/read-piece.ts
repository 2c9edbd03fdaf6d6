import type { Request } from "express";
import { AppError } from "../../lib/app-error.ts";

const largest = 2 * 1024 * 1024;

/** The bytes of a request. Too many are read to their end, so that their sender gets an answer. @throws AppError */
export async function readPiece(request: Request): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > largest) throw refuse(request);
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= largest) chunks.push(chunk);
      else reject(refuse(request));
    });
    request.on("end", resolve);
    request.on("error", (cause) => reject(new AppError("invalid", "The piece broke off.", { cause })));
  });
  if (size === 0) throw new AppError("invalid", "A piece has at least one byte.");
  return Buffer.concat(chunks);
}

function refuse(request: Request): AppError {
  request.removeAllListeners("data").resume();
  return new AppError("too_large", "A piece may have at most 2 MB.");
}
