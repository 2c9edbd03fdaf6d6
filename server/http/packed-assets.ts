import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { RequestHandler } from "express";

const pack = promisify(gzip);
const asset = /^\/\w[\w.-]*\.(js|css|svg)$/;

/** Scripts and styles, gzipped once and kept, for the many hubs that have no proxy to do it. */
export function packedAssets(folder: string): RequestHandler {
  const packed = new Map<string, Promise<Buffer>>();
  return async (request, response, next) => {
    if (!asset.test(request.path) || !request.acceptsEncodings("gzip")) return next();
    const bytes = packed.get(request.path) ?? readFile(join(folder, request.path)).then((file) => pack(file));
    packed.set(request.path, bytes);
    try {
      const body = await bytes;
      response.setHeader("cache-control", "public, max-age=31536000, immutable");
      response.setHeader("content-encoding", "gzip");
      response.vary("accept-encoding").type(extname(request.path)).send(body);
    } catch {
      // What cannot be read is for the plain file server to explain.
      packed.delete(request.path);
      next();
    }
  };
}
