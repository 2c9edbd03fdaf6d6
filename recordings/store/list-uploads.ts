import type { S3mini } from "s3mini";

interface Upload {
  key: string;
  uploadId: string;
  initiated: Date;
}

/** Uploads under a prefix that were begun and neither completed nor given up; the first thousand of them. */
export async function listUploads(bucket: S3mini, prefix: string): Promise<Upload[]> {
  // The client leaves out the prefix that it takes.
  const answer: unknown = await bucket.listMultipartUploads("/", prefix, "GET", { prefix });
  const uploads = field(field(answer, "ListMultipartUploadsResult") ?? answer, "Upload") ?? [];
  return [uploads].flat().map((upload) => ({
    key: String(field(upload, "Key")),
    uploadId: String(field(upload, "UploadId")),
    initiated: new Date(String(field(upload, "Initiated"))),
  }));
}

/** The client hands over the XML as it came, with some names' first letter made small. */
function field(of: unknown, name: string): unknown {
  if (typeof of !== "object" || of === null) return undefined;
  return Reflect.get(of, name) ?? Reflect.get(of, name.charAt(0).toLowerCase() + name.slice(1));
}
