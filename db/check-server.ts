import pg from "pg";
import { judgeServer, type ServerFacts } from "./judge-server.ts";
import { StartError } from "./start-error.ts";

const patienceMs = 10_000;

/**
 * Makes sure that the hub can live on this database.
 * @throws StartError that says in one sentence what is wrong with DATABASE_URL.
 */
export async function checkServer(url: string) {
  const clients = [makeClient(url), makeClient(url)] as const;
  try {
    for (const client of clients) await client.connect();
    if (await sharesSessions(...clients)) {
      throw new StartError(
        "DATABASE_URL leads to a pooler that shares sessions between clients (transaction pooling); give the address of the server itself, or of a pooler in session mode.",
      );
    }
    const problem = judgeServer(await findFacts(clients[0]));
    if (problem) throw new StartError(problem);
  } catch (error) {
    throw error instanceof StartError ? error : explain(error, url);
  } finally {
    for (const client of clients) await client.end().catch(() => {});
  }
}

function makeClient(url: string) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  client.on("error", () => {});
  return client;
}

// A session belongs to one client for as long as that is connected. A transaction pooler lends: the one used last to the
// next who asks, or in turn another to the same client.
async function sharesSessions(one: pg.Client, other: pg.Client) {
  const sessions = [...(await findSessions(one)), ...(await findSessions(other))];
  return sessions.length > 2 || sessions[0] === sessions[1];
}

async function findSessions(client: pg.Client): Promise<Set<number>> {
  const found = new Set<number>();
  for (let asked = 0; asked < 3; asked++) {
    const { rows } = await client.query("select pg_backend_pid() as pid");
    found.add(rows[0].pid);
  }
  return found;
}

async function findFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query(`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as "isCopy",
      current_user as person,
      current_database() as name,
      has_database_privilege(current_database(), 'create')
        and has_schema_privilege('public', 'create') as "mayCreate"`);
  return rows[0];
}

function explain(error: unknown, url: string) {
  const { code, message } = error as { code?: string; message: string };
  const { host, username, pathname } = new URL(url);
  const sentences: Record<string, string> = {
    "28P01": `The server in DATABASE_URL refused the password of user ${username}.`,
    "28000": `The server in DATABASE_URL does not let user ${username} in: ${message}.`,
    "3D000": `The server in DATABASE_URL has no database ${pathname.slice(1)}.`,
    ECONNREFUSED: `Nothing answers at ${host}, the server in DATABASE_URL.`,
    ENOTFOUND: `There is no host ${host}, the server in DATABASE_URL.`,
  };
  const sentence =
    sentences[code ?? ""] ?? `The server in DATABASE_URL, ${host}, cannot be used: ${message || code}.`;
  return new StartError(sentence, { cause: error });
}
