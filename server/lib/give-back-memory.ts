import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Returns to the system what loading the modules took and nobody holds any more, some 60 MB: V8 keeps the room for new
 * objects that a start needed for as long as the process is idle.
 */
export function giveBackMemory() {
  setFlagsFromString("--expose-gc");
  const collect: NodeJS.GCFunction = runInNewContext("gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
