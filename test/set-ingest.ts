import { afterEach, beforeEach } from "vitest";
import { createIngest, type Ingest } from "../server/ingest/create-ingest.ts";
import { makeChannel, type TestHub } from "./factories.ts";

interface OwnIngest {
  ingest: Ingest;
  channelId: string;
  /** What it said it had processed, in that order. */
  processedIds: string[];
}

/** Gives each test a channel and an ingest of its own. */
export function setIngest(hub: TestHub): OwnIngest {
  const own = {} as OwnIngest;
  beforeEach(async () => {
    own.channelId = (await makeChannel(hub)).id;
    own.processedIds = [];
    own.ingest = createIngest(hub.deps, {
      onProcessed: (items) => own.processedIds.push(...items.map(({ id }) => id)),
    });
  });
  afterEach(() => own.ingest.stop());
  return own;
}
