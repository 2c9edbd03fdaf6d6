import { and, asc, desc, eq, getTableColumns, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { calls, recordingComments, recordingListens, recordings } from "../../../db/schema/calls.ts";
import type { Page } from "../../contract/common.ts";
import type { Recording, RecordingComment } from "../../contract/recordings.ts";
import { notFound } from "../../lib/app-error.ts";
import { cutPage, readCursor } from "../../lib/cursor.ts";
import type { Deps } from "../../lib/deps.ts";
import { planned } from "../../lib/planned.ts";
import type { Access } from "../../permissions/access.ts";
import { type ConversationFacts, canSee } from "../../permissions/can-see.ts";
import { type DrawnRow, type PresentableRow, presentRecording } from "./present.ts";

type Reader = Pick<Deps, "db">;

const { peaks: _, silences: __, updatedAt: ___, ...columns } = getTableColumns(recordings);

/** The recordings of each call, first to last; for those whose conversation whoever asks was found to see. */
export async function recordingsOf(
  { db }: Reader,
  callIds: readonly string[],
): Promise<Map<string, Recording[]>> {
  if (callIds.length === 0) return new Map();
  const rows = await db
    .select({ ...columns, offRecord: calls.offRecord })
    .from(recordings)
    .innerJoin(calls, eq(calls.id, recordings.callId))
    .where(inArray(recordings.callId, [...callIds]))
    .orderBy(recordings.createdAt, recordings.id);
  const byCall = Map.groupBy(rows, ({ callId }) => callId);
  return new Map([...byCall].map(([callId, some]) => [callId, some.map(presentRecording)]));
}

type FoundRow = Record<string, unknown> & {
  row: Omit<PresentableRow, "createdAt" | "deleteAt" | "deletedAt"> & {
    createdAt: string;
    deleteAt: string | null;
    deletedAt: string | null;
  };
  facts: ConversationFacts;
  listenedAt: string | null;
};

/**
 * A recording of a call whose conversation they see, and when they last listened. A call lies where its interaction does.
 * Read by a query that never changes, since players ask for one range after another. @throws AppError not_found
 */
export async function getRecording(
  { db }: Reader,
  access: Access,
  id: string,
): Promise<PresentableRow & { listenedAt: Date | null }> {
  const [found] = await planned<FoundRow>(
    db,
    "recording",
    sql`
    select jsonb_build_object('id', r.id, 'callId', r.call_id, 'kind', r.kind, 'key', r.key, 'size', r.size,
        'sha256', r.sha256, 'contentType', r.content_type, 'lengthMs', r.length_ms, 'channels', r.channels,
        'isHeld', r.is_held, 'createdAt', r.created_at, 'deleteAt', r.delete_at, 'deletedAt', r.deleted_at,
        'offRecord', k.off_record) as row,
      jsonb_build_object('channelId', c.channel_id, 'queueId', c.queue_id, 'assigneeId', c.assignee_id, 'peopleIds',
        array(select person_id from conversation_people where conversation_id = c.id)) as facts,
      (select max(at) from recording_listens where recording_id = r.id and person_id = ${access.personId}::uuid)
        as "listenedAt"
    from recordings r join calls k on k.id = r.call_id join interactions i on i.id = r.call_id join conversations c on c.id = i.conversation_id
    where r.id = ${id}::uuid`,
  );
  if (!found || !canSee(access, found.facts)) throw notFound("recording");
  const { row, listenedAt } = found;
  return {
    ...row,
    createdAt: new Date(row.createdAt),
    deleteAt: asDate(row.deleteAt),
    deletedAt: asDate(row.deletedAt),
    listenedAt: asDate(listenedAt),
  };
}

const asDate = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** @throws AppError not_found, also where there is none */
export async function getDrawn(deps: Reader, access: Access, id: string): Promise<DrawnRow> {
  await getRecording(deps, access, id);
  const { channels, silences, peaks } = recordings;
  const [row] = await deps.db
    .select({ channels, silences, peaks })
    .from(recordings)
    .where(eq(recordings.id, id));
  if (!row?.peaks) throw notFound("waveform");
  return { ...row, peaks: row.peaks };
}

export async function listComments(deps: Reader, access: Access, id: string): Promise<RecordingComment[]> {
  await getRecording(deps, access, id);
  const { id: commentId, personId, atMs, text, createdAt } = recordingComments;
  const rows = await deps.db
    .select({ id: commentId, personId, atMs, text, createdAt })
    .from(recordingComments)
    .where(eq(recordingComments.recordingId, id))
    .orderBy(asc(atMs), asc(commentId));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Newest first. */
export async function listListens(
  deps: Reader,
  input: { access: Access; recordingId: string; cursor?: string; limit: number },
): Promise<Page<{ personId: string; at: string }>> {
  await getRecording(deps, input.access, input.recordingId);
  const { id, at, personId } = recordingListens;
  const rows = await deps.db
    .select({ id, at, personId })
    .from(recordingListens)
    .where(and(eq(recordingListens.recordingId, input.recordingId), after(input.cursor)))
    .orderBy(desc(at), desc(id))
    .limit(input.limit + 1);
  const page = cutPage(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    input.limit,
  );
  return { items: page.rows.map((row) => ({ personId: row.personId, at: row.at })), next: page.next };
}

function after(cursor: string | undefined): SQL | undefined {
  const from = readCursor(cursor);
  if (!from?.at) return undefined;
  const { at, id } = recordingListens;
  return or(lt(at, sql`${from.at}::timestamptz`), and(eq(at, sql`${from.at}::timestamptz`), lt(id, from.id)));
}
