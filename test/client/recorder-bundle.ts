import { join } from "node:path";
import { build } from "vite";

const entry = join(import.meta.dirname, "../../client/src/lib/recorder/create-call-recorder.ts");

/** The recorder as a script that sets `recording.createCallRecorder`. */
export async function bundleRecorder(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, lib: { entry, name: "recording", formats: ["iife"], fileName: "recorder" } },
  });
  const [first] = [built].flat();
  if (!first || !("output" in first)) throw new Error("Nothing was built.");
  return first.output[0].code;
}
