import { afterEach, beforeEach } from "vitest";
import { createIngest, type Ingest } from "../server/ingest/create-ingest.ts";
import { makeChannel, type TestHub } from "./factories.ts";

/** Gives each test a channel and an ingest of its own. */
export function setIngest(hub: TestHub): { ingest: Ingest; channelId: string } {
  const own = {} as ReturnType<typeof setIngest>;
  beforeEach(async () => {
    own.channelId = (await makeChannel(hub)).id;
    own.ingest = createIngest(hub.deps);
  });
  afterEach(() => own.ingest.stop());
  return own;
}
