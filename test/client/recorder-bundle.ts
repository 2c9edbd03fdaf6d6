import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "../..");

/** The recorder as a script that sets `recording.createCallRecorder`. */
export const bundleRecorder = (): Promise<string> =>
  bundleFor("client/src/lib/recorder/create-call-recorder.ts", "recording");

/** A module as a script for a page, with its exports below one name. */
export async function bundleFor(path: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: { entry: join(root, path), name, formats: ["iife"], fileName: "bundle" },
    },
  });
  const [first] = [built].flat();
  if (!first || !("output" in first)) throw new Error("Nothing was built.");
  return first.output[0].code;
}
