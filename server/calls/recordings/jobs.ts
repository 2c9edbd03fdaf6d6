import type { Deps } from "../../lib/deps.ts";
import type { JobHandlers } from "../../lib/jobs.ts";
import { fetchRecording } from "./fetch-recording.ts";
import { forgetRecordings } from "./forget-recordings.ts";
import { hearRecordings } from "./hear-recordings.ts";
import { keepRecording } from "./keep-recording.ts";
import { sweepRecordings } from "./sweep-recordings.ts";

export const recordingsJobs = (deps: Deps): JobHandlers => ({
  fetchRecording: (payload) => fetchRecording(deps, payload),
  hearRecordings: (payload) => hearRecordings(deps, payload),
  keepRecording: (payload) => keepRecording(deps, payload),
  forgetRecordings: (_payload, stopping) => forgetRecordings(deps, stopping),
  sweepRecordings: (_payload, stopping) => sweepRecordings(deps, stopping),
});
