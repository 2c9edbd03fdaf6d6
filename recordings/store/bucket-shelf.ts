import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { S3mini, S3ServiceError } from "s3mini";
import { RecordingError } from "../recording-error.ts";
import { inParts } from "./in-parts.ts";
import { listUploads } from "./list-uploads.ts";
import type { Laid, Shelf } from "./shelf.ts";

/** S3-compatible storage. */
export interface BucketSettings {
  /** Without the bucket, e.g. `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path instead of the host's name, as most that are not Amazon want it. */
  isPathStyle: boolean;
}

const partSize = 8 * 1024 * 1024;

export function createBucketShelf(settings: BucketSettings, pageSize = 1_000): Shelf {
  const bucket = connect(settings);
  return {
    put: (name, chunks) => upload(bucket, name, chunks),
    async get(name, range) {
      const { start = 0, end = Number.NaN } = range ?? {};
      const { body } = await bucket.getObjectRaw(name, !range, start, end + 1).catch((error) => {
        if (isMissing(error)) throw new RecordingError("notThere", "This recording is not kept here.");
        throw error;
      });
      return body ? Readable.fromWeb(body as WebStream) : Readable.from([]);
    },
    size: (name) =>
      bucket.getContentLength(name).catch((error) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    async remove(name) {
      await bucket.deleteObject(name).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    },
    async *list(prefix) {
      let page: string | undefined;
      do {
        const found = await bucket.listObjectsPaged("/", prefix, pageSize, page);
        for (const { Key, Size, LastModified } of found?.objects ?? []) {
          yield { name: Key, size: Number(Size), changedAt: new Date(LastModified) } satisfies Laid;
        }
        page = found?.nextContinuationToken;
      } while (page);
    },
    async removeUnfinished(prefix, before) {
      for (const { key, uploadId, initiated } of await listUploads(bucket, prefix)) {
        if (initiated < before) await bucket.abortMultipartUpload(key, uploadId);
      }
    },
  };
}

function connect(settings: BucketSettings): S3mini {
  const endpoint = new URL(settings.endpoint);
  if (settings.isPathStyle) endpoint.pathname = `${endpoint.pathname.replace(/\/+$/, "")}/${settings.bucket}`;
  else endpoint.hostname = `${settings.bucket}.${endpoint.hostname}`;
  const { region, accessKeyId, secretAccessKey } = settings;
  return new S3mini({ endpoint: endpoint.href, region, accessKeyId, secretAccessKey });
}

/** What is larger than a part is seen only once it is complete. */
async function upload(bucket: S3mini, key: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let size = 0;
  let uploadId: string | undefined;
  const parts: { partNumber: number; etag: string }[] = [];
  try {
    for await (const { bytes, isLast } of inParts(chunks, partSize)) {
      if (isLast && !uploadId) return void (await bucket.putObject(key, bytes));
      uploadId ??= await bucket.getMultipartUploadId(key);
      parts.push(await bucket.uploadPart(key, uploadId, bytes, parts.length + 1));
      size += bytes.byteLength;
    }
    if (uploadId) await bucket.completeMultipartUpload(key, uploadId, parts);
  } catch (error) {
    if (uploadId) await bucket.abortMultipartUpload(key, uploadId).catch(() => {});
    throw error;
  }
  // Some answer 200 to a completion and say in its body that it failed.
  const kept = await bucket.getContentLength(key);
  if (kept !== size) throw new Error(`Of ${size} bytes the bucket kept ${kept}.`);
}

function isMissing(error: unknown): boolean {
  const { cause } = error as Error;
  return (
    (error instanceof S3ServiceError && error.status === 404) || (cause !== undefined && isMissing(cause))
  );
}
