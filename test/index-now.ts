import { openConnection } from "../server/lib/lookup-connection.ts";
import { indexDocuments } from "../server/search/index-documents.ts";
import type { TestHub } from "./factories.ts";

/** Makes these findable at once, without following the event log. */
export async function indexNow(
  { deps }: Pick<TestHub, "deps">,
  ids: {
    interactionIds?: Iterable<string>;
    conversationIds?: Iterable<string>;
    contactIds?: Iterable<string>;
  },
): Promise<void> {
  const none = { until: 0, end: 0, count: 0, dealIds: "", taskIds: "" };
  const list = (some: Iterable<string> = []) => [...some].join(",");
  const connection = openConnection(deps, "test search");
  await indexDocuments(await connection.client(), {
    ...none,
    interactionIds: list(ids.interactionIds),
    conversationIds: list(ids.conversationIds),
    contactIds: list(ids.contactIds),
  });
  await connection.stop();
}
