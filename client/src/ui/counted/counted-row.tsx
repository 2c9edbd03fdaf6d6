import type { CountedWork } from "../../../../server/contract/board.ts";
import { usePeople } from "../../lib/directory.ts";
import { spanWords } from "../../lib/figures.ts";
import { t } from "../../lib/i18n.ts";
import { useQueues } from "../../lib/work.ts";
import { ConversationLine } from "../conversation-line.tsx";
import { DayTime } from "../time.tsx";
import classes from "./counted-list.module.css";
import type { Counted } from "./counted-list.tsx";

/** One piece of work that counts: whose, how long, and when. */
export function CountedRow({ row, of }: { row: CountedWork; of: Counted }) {
  const { conversation, at, channelId, queueId, personId, waitedMs, handleMs, wrapUpMs } = row;
  const person = usePeople().get(personId ?? "")?.name;
  const queue = useQueues().get(queueId ?? "")?.name;
  const words = [
    // What all of them are of stands above.
    of.personId === personId ? undefined : person,
    of.queueId === queueId ? undefined : queue,
    waitedMs !== null && of.figure !== "arrived" && t("board.counted.waited", { span: spanWords(waitedMs) }),
    handleMs !== null && t("board.counted.inHand", { span: spanWords(handleMs) }),
    wrapUpMs !== null && wrapUpMs > 0 && t("board.counted.wrapUp", { span: spanWords(wrapUpMs) }),
  ].filter((word) => word);
  return (
    <li className={classes.row}>
      <ConversationLine
        conversation={conversation}
        channelId={channelId}
        about={words.join(" · ") || conversation?.preview || t("inbox.row.noText")}
      >
        <DayTime at={at} />
      </ConversationLine>
    </li>
  );
}
