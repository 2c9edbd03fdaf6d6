import { join } from "node:path";
import type { StoreSettings } from "../../recordings/store/open-recording-store.ts";
import type { Env } from "./env.ts";

type Place = Pick<StoreSettings, "folder" | "bucket">;

/** Where recordings are kept: in the bucket that the environment names, else in the data folder. */
export function recordingSettings(env: Env, dataDir: string): Place {
  const folder = join(dataDir, "recordings");
  const {
    RECORDINGS_S3_ENDPOINT: endpoint,
    RECORDINGS_S3_REGION: region,
    RECORDINGS_S3_BUCKET: bucket,
  } = env;
  const { RECORDINGS_S3_KEY: accessKeyId, RECORDINGS_S3_SECRET: secretAccessKey } = env;
  if (!endpoint || !region || !bucket || !accessKeyId || !secretAccessKey) {
    return { folder };
  }
  // Amazon gives each bucket a host of its own, most others do not.
  const isPathStyle = !new URL(endpoint).hostname.endsWith(".amazonaws.com");
  return { folder, bucket: { endpoint, region, bucket, accessKeyId, secretAccessKey, isPathStyle } };
}
