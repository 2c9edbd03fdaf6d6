import { createReadStream } from "node:fs";
import { bytesOfFile } from "./audio-bytes.ts";
import { inspectRecording, type RecordingFacts } from "./inspect-recording.ts";
import { type JoinCall, joinSegments } from "./join/join-segments.ts";
import type { Kept, RecordingStore } from "./store/open-recording-store.ts";

/** Joins a call's segments and keeps what comes of it; the segments stay until the caller has noted that and removes them. */
export async function keepCall(
  { store }: { store: RecordingStore },
  call: Omit<JoinCall, "folder">,
): Promise<(Kept & RecordingFacts)[]> {
  return store.inFolder(async (folder) => {
    const kept: (Kept & RecordingFacts)[] = [];
    for (const path of await joinSegments({ store }, { ...call, folder })) {
      const facts = await inspectRecording(await bytesOfFile(path));
      kept.push({ ...(await store.write(createReadStream(path))), ...facts });
    }
    return kept;
  });
}
