import { ActionIcon, Button } from "@mantine/core";
import { IconMessagePlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { RecordingComment } from "../../../../server/contract/recordings.ts";
import { call, queryKey } from "../../lib/api.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { queryClient } from "../../lib/query-client.ts";
import { useMe } from "../../lib/session.ts";
import { runningSpan } from "../../lib/time.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";
import { Cut } from "../cut.tsx";
import { Time } from "../time.tsx";
import { CommentField } from "./comment-field.tsx";
import classes from "./recording-player.module.css";
import type { Playback } from "./use-playback.ts";

interface CommentsProps {
  recordingId: string;
  comments: RecordingComment[];
  playback: Pick<Playback, "atMs" | "seek">;
}

/** What people noted, each at its moment, and the way to note something where the player is now. */
export function Comments({ recordingId, comments, playback }: CommentsProps) {
  const { atMs, seek } = playback;
  const [addAtMs, setAddAtMs] = useState<number>();
  return (
    <>
      {comments.length > 0 && <CommentList recordingId={recordingId} comments={comments} seek={seek} />}
      {addAtMs === undefined ? (
        <Button
          variant="default"
          className={classes.add}
          leftSection={<IconMessagePlus size={16} stroke={1.6} />}
          onClick={() => setAddAtMs(Math.round(atMs))}
        >
          {t("recordings.comment.add", { at: runningSpan(atMs) })}
        </Button>
      ) : (
        <CommentField recordingId={recordingId} atMs={addAtMs} close={() => setAddAtMs(undefined)} />
      )}
    </>
  );
}

interface CommentListProps extends Pick<CommentsProps, "recordingId" | "comments"> {
  seek(ms: number): void;
}

function CommentList({ recordingId, comments, seek }: CommentListProps) {
  const me = useMe();
  const people = usePeople();
  return (
    <ul className={classes.comments} aria-label={t("recordings.comment.list")}>
      {comments.map(({ id, personId, atMs, text, createdAt }) => (
        <li key={id} className={classes.comment}>
          <button type="button" className={classes.moment} onClick={() => seek(atMs)}>
            {runningSpan(atMs)}
          </button>
          <div className={classes.words}>
            <div className={classes.text} dir="auto">
              {text}
            </div>
            <div className={classes.aside}>
              <Cut>{people.get(personId)?.name ?? t("common.removedPerson")}</Cut>
              <span className={classes.when}>
                · <Time at={createdAt} />
              </span>
            </div>
          </div>
          {personId === me.id && (
            <ActionIcon
              size={24}
              aria-label={t("recordings.comment.remove", { at: runningSpan(atMs) })}
              onClick={() => void remove(recordingId, { id, atMs, text })}
            >
              <IconX size={14} stroke={1.6} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}

async function remove(recordingId: string, comment: Pick<RecordingComment, "id" | "atMs" | "text">) {
  const { id, atMs, text } = comment;
  const refresh = () =>
    queryClient.invalidateQueries({
      queryKey: queryKey("GET /recordings/:id/comments", { params: { id: recordingId } }),
    });
  const params = { id: recordingId };
  try {
    await call("DELETE /recordings/:id/comments/:commentId", { params: { ...params, commentId: id } });
    undoToast(t("recordings.comment.removed"), () => {
      call("POST /recordings/:id/comments", { params, body: { atMs, text } }).then(refresh, errorToast);
    });
    await refresh();
  } catch (error) {
    errorToast(error);
  }
}
