export interface ServerFacts {
  /** PostgreSQL's major version. */
  version: number;
  encoding: string;
  isCopy: boolean;
  person: string;
  name: string;
  mayCreate: boolean;
}

const oldestVersion = 15;

/** One sentence on why the hub cannot live there; undefined when it can. */
export function judgeServer(facts: ServerFacts): string | undefined {
  const { version, encoding, isCopy, person, name, mayCreate } = facts;
  if (version < oldestVersion) {
    return `DATABASE_URL leads to PostgreSQL ${version}; Switchboard needs ${oldestVersion} or later.`;
  }
  if (encoding !== "UTF8") {
    return `The database ${name} in DATABASE_URL keeps text as ${encoding}; make one with encoding UTF8.`;
  }
  if (isCopy) return "DATABASE_URL leads to a read-only copy; give the address of the primary server.";
  if (!mayCreate) {
    return `The user ${person} in DATABASE_URL may not create tables in ${name}; make ${person} the owner of that database.`;
  }
  return undefined;
}
