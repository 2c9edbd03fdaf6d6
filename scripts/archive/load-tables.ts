import { finished } from "node:stream/promises";
import type pg from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { type ArchivedTable, type End, tablePrefix } from "./format.ts";
import type { Entry } from "./read-archive.ts";
import { nameOf } from "./table-name.ts";

/** Takes the pieces of all tables in order; `finish` says whether every row has come. */
export function loadTables(client: pg.Client, tables: ArchivedTable[]) {
  const rows = tables.map(() => 0);
  let open: { nth: number; copy: CopyStreamQuery } | undefined;

  async function close() {
    if (!open) return;
    open.copy.end();
    await finished(open.copy);
    rows[open.nth] = open.copy.rowCount;
    open = undefined;
  }

  async function begin(nth: number) {
    await close();
    const table = tables[nth];
    if (!table) throw new Error("it holds rows of a table that it does not name");
    const copy = client.query(copyFrom(`copy ${nameOf(table)} (${table.columns}) from stdin`));
    // Its failures reach whoever writes or ends it; one that is left open when the archive fails has nobody.
    copy.on("error", () => {});
    open = { nth, copy };
    return open;
  }

  return {
    async add(entry: Entry) {
      const nth = Number(entry.header.name.slice(tablePrefix.length).split("/")[0]);
      const { copy } = open?.nth === nth ? open : await begin(nth);
      for await (const chunk of entry) await write(copy, chunk);
    },
    async finish(end: End) {
      await close();
      const wrong = tables.filter((_, nth) => rows[nth] !== end.rows[nth]);
      if (wrong.length > 0) throw new Error(`it lacks rows of ${wrong.map(nameOf).join(", ")}`);
      for (const sequence of end.sequences) await setSequence(client, sequence);
    },
  };
}

function write(copy: CopyStreamQuery, chunk: unknown) {
  return new Promise<void>((resolve, reject) => {
    copy.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

async function setSequence(client: pg.Client, sequence: End["sequences"][number]) {
  const { value, isCalled } = sequence;
  await client.query("select setval(to_regclass($1), $2, $3)", [nameOf(sequence), value, isCalled]);
}
