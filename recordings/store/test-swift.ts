import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3mini } from "s3mini";
import type { BucketSettings } from "./bucket-shelf.ts";

const python = process.env.SWIFT_PYTHON_PATH ?? "/usr/bin/python3";
const [accessKeyId, secretAccessKey] = ["test:tester", "testing"];

/** Whether Debian's python3-swift is here; what needs it is left out otherwise. */
export function hasSwift(): boolean {
  try {
    execFileSync(python, ["-c", "import swift.common.middleware.s3api.s3api"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface Swift {
  settings: BucketSettings;
  stop(): Promise<void>;
}

/** A real S3-compatible server with an empty bucket: it checks signatures, and assembles multipart uploads. */
export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-swift-"));
  const server = spawn(
    python,
    [join(import.meta.dirname, "test-swift.py"), folder, accessKeyId, secretAccessKey],
    {
      stdio: ["pipe", "pipe", process.env.SWIFT_LOUD ? "inherit" : "ignore"],
    },
  );
  const exited = once(server, "exit");
  const [port] = await Promise.race([
    once(server.stdout, "data"),
    exited.then(() => Promise.reject(new Error("Swift did not start."))),
  ]);
  const endpoint = `http://127.0.0.1:${Number(port)}`;
  const settings = {
    endpoint,
    region: "us-east-1",
    bucket: "calls",
    accessKeyId,
    secretAccessKey,
    isPathStyle: true,
  };
  await new S3mini({ ...settings, endpoint: `${endpoint}/calls` }).createBucket();
  return {
    settings,
    async stop() {
      server.stdin.end();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
