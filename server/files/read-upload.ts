import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import type { Request } from "express";
import { AppError } from "../lib/app-error.ts";
import { largestFile, type NewFile, tooLarge } from "./keep-file.ts";

/** Room for the headers and boundaries around the one part. */
const wrapping = 64 * 1024;

/** Reads a multipart request with one part named `file`. @throws AppError */
export async function readUpload(request: Request): Promise<NewFile> {
  if (!request.is("multipart/form-data")) throw unreadable("Send the file as multipart/form-data.");
  if (Number(request.headers["content-length"] ?? 0) > largestFile + wrapping) throw tooLarge();
  const parser = openParser(request);
  let file: Promise<NewFile> | undefined;
  parser.on("file", (field, stream, info) => {
    if (file || field !== "file") return void stream.resume();
    file = collect(stream, { name: info.filename ?? "", contentType: info.mimeType });
    // Awaited below; a break-off of the whole request is told by the pipeline.
    file.catch(() => {});
  });
  try {
    await pipeline(request, parser);
  } catch (error) {
    throw unreadable("The upload broke off or is not well-formed.", error);
  }
  return (await file) ?? Promise.reject(unreadable("There is no part named file."));
}

function openParser(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: "utf8",
      limits: { fileSize: largestFile, files: 1, fields: 0, parts: 2, headerPairs: 20 },
    });
  } catch (error) {
    throw unreadable("The content type names no boundary.", error);
  }
}

async function collect(
  stream: Readable & { truncated?: boolean },
  about: Omit<NewFile, "bytes">,
): Promise<NewFile> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  if (stream.truncated) throw tooLarge();
  return { ...about, bytes: Buffer.concat(chunks) };
}

const unreadable = (message: string, cause?: unknown) => new AppError("invalid", message, { cause });
