import { randomBytes } from "node:crypto";
import { newOwner } from "./key.ts";
import { openRecordingStore } from "./open-recording-store.ts";

/** Adds pieces until it is killed, and says which it was told are kept. */
const [folder = "", segment = ""] = process.argv.slice(2);
const store = openRecordingStore({ folder, owner: newOwner() });
for (let number = 0; ; number++) {
  await store.addPiece({ segment, number, bytes: randomBytes(100_000) });
  process.stdout.write(`${number}\n`);
}
