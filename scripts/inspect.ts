import { readFile } from "node:fs/promises";
import { inspect as inspectEmail } from "../connectors/email/inspect.ts";
import { StartError } from "../db/start-error.ts";
import { runScript } from "./run-script.ts";

type Inspect = (file: string, bytes: Buffer) => AsyncIterable<object>;

const inspectors = new Map<string, Inspect>([["email", inspectEmail]]);

await runScript(async () => {
  const [connector = "", ...files] = process.argv.slice(2);
  const inspect = inspectors.get(connector);
  const known = [...inspectors.keys()].join(", ");
  if (!connector || files.length === 0) {
    throw new StartError(
      `Say what to read: npm run -s inspect -- CONNECTOR FILE ... (connectors: ${known}).`,
    );
  }
  if (!inspect) throw new StartError(`Nothing is known of messages of "${connector}", only of: ${known}.`);
  for (const file of files) {
    for await (const found of inspectFile(inspect, file)) {
      if ("error" in found) process.exitCode = 1;
      console.log(JSON.stringify(found));
    }
  }
});

async function* inspectFile(inspect: Inspect, file: string): AsyncGenerator<object> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) yield { file, error: `This cannot be read: ${bytes.message}.` };
  else yield* inspect(file, bytes);
}
