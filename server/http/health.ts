import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { Router } from "express";
import type { Pool } from "../../db/connect.ts";

const patienceMs = 2000;
const migrationsFolder = join(import.meta.dirname, "../../db/migrations");

/** `/healthz`: the process is alive. `/readyz`: it can work. */
export function healthRouter(pool: Pool, isStopping: () => boolean): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.json({ status: "alive" }));
  router.get("/readyz", async (_request, response) => {
    const reason = isStopping() ? "stopping" : await findObstacle(pool);
    response.setHeader("cache-control", "no-store");
    if (reason === undefined) response.json({ status: "ready" });
    else response.status(503).json({ status: "not ready", reason });
  });
  return router;
}

async function findObstacle(pool: Pool): Promise<string | undefined> {
  const tooLate = new Promise<string>((resolve) =>
    setTimeout(resolve, patienceMs, "the database is slow").unref(),
  );
  return Promise.race([tooLate, askDatabase(pool)]);
}

async function askDatabase(pool: Pool) {
  try {
    const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
    const { rows } = await pool.query(
      "select coalesce(max(created_at), 0)::float8 as at from drizzle.__drizzle_migrations",
    );
    return rows[0].at >= newest ? undefined : "migrations are missing";
  } catch {
    return "the database does not answer";
  }
}
