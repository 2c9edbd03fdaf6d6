import pg from "pg";
import type { PostmasterFile } from "./postmaster-file.ts";
import { embeddedUrl } from "./url.ts";

const notYet = new Set(["ECONNREFUSED", "ECONNRESET", "57P03", "57P01"]);

/**
 * Whether the server at this port knows our password and serves this folder. SCRAM proves the server to us as well, so
 * a stranger on the port learns nothing and cannot pass.
 */
export async function answersAsOurs(
  server: PostmasterFile,
  cluster: string,
  password: string,
): Promise<"ours" | "not ours" | "not yet"> {
  const client = new pg.Client({
    connectionString: embeddedUrl(server.port, password),
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('data_directory') as folder");
    return rows[0].folder === cluster && server.dataDir === cluster ? "ours" : "not ours";
  } catch (error) {
    return isNotYet(error) ? "not yet" : "not ours";
  } finally {
    await client.end().catch(() => {});
  }
}

function isNotYet(error: unknown) {
  return error instanceof Error && "code" in error && notYet.has(String(error.code));
}
