import type { Readable, Writable } from "node:stream";
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
    // Awaited below; when the whole request breaks off, that is told first.
    file.catch(() => {});
  });
  await feed(request, parser);
  return (await file) ?? Promise.reject(unreadable("There is no part named file."));
}

/** The request is never destroyed: its sender is to get an answer, whatever is wrong with it. */
function feed(request: Request, parser: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown) => {
      request.unpipe(parser).resume();
      // Ends the part that is being read, too.
      parser.destroy();
      reject(unreadable("The upload broke off or is not well-formed.", cause));
    };
    parser.on("error", fail).on("close", resolve);
    request.on("error", fail).pipe(parser);
  });
}

function openParser(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: "utf8",
      // One more than is allowed: a file of exactly the limit would count as cut.
      limits: { fileSize: largestFile + 1, files: 1, fields: 0, parts: 2, headerPairs: 20 },
    });
  } catch (error) {
    throw unreadable("The content type names no boundary.", error);
  }
}

async function collect(stream: Readable, about: Omit<NewFile, "bytes">): Promise<NewFile> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { ...about, bytes: Buffer.concat(chunks) };
}

const unreadable = (message: string, cause?: unknown) => new AppError("invalid", message, { cause });
