import { bytesOfFile } from "../recordings/audio-bytes.ts";
import { keepCall } from "../recordings/keep-call.ts";
import { computePeaks } from "../recordings/peaks/compute-peaks.ts";
import { newOwner } from "../recordings/store/key.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";

const work: Record<string, (folder: string, name: string) => Promise<unknown>> = {
  nothing: async () => {},
  peaks: async (folder, name) => computePeaks(await bytesOfFile(`${folder}/${name}`)),
  join: (folder, segment) =>
    keepCall(
      { store: openRecordingStore({ folder, owner: newOwner() }) },
      { segments: [{ segment, startMs: 0 }], lengthMs: 3_600_000 },
    ),
};

const [task = "", folder = "", name = ""] = process.argv.slice(2);
await work[task]?.(folder, name);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
