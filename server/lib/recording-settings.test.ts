import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";
import { recordingSettings } from "./recording-settings.ts";

const bucket = {
  RECORDINGS_S3_ENDPOINT: "https://s3.eu-central-1.amazonaws.com",
  RECORDINGS_S3_BUCKET: "calls",
  RECORDINGS_S3_REGION: "eu-central-1",
  RECORDINGS_S3_KEY: "key",
  RECORDINGS_S3_SECRET: "secret",
};

test("recordings lie in the data folder until a bucket is named", () => {
  expect(recordingSettings(parseEnv({}), "/data")).toEqual({ folder: "/data/recordings" });
  expect(recordingSettings(parseEnv(bucket), "/data")).toEqual({
    folder: "/data/recordings",
    bucket: {
      endpoint: "https://s3.eu-central-1.amazonaws.com",
      bucket: "calls",
      region: "eu-central-1",
      accessKeyId: "key",
      secretAccessKey: "secret",
      isPathStyle: false,
    },
  });
});

test("only Amazon's buckets have hosts of their own", () => {
  const env = parseEnv({ ...bucket, RECORDINGS_S3_ENDPOINT: "http://127.0.0.1:9000" });
  expect(recordingSettings(env, "/data")).toMatchObject({ bucket: { isPathStyle: true } });
});
