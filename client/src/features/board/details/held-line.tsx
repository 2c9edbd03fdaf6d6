import { useQuery } from "@tanstack/react-query";
import type { BoardPerson } from "../../../../../server/contract/board.ts";
import { request } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { Bone } from "../../../ui/skeleton.tsx";
import classes from "./details.module.css";
import { WorkLine } from "./work-line.tsx";

interface HeldLineProps {
  item: BoardPerson["work"][number] & { ownerId: string };
  /** Who has it, where that does not stand above. */
  who?: string;
}

/** Work in somebody's hands: the board knows only its ids. */
export function HeldLine({ item, who }: HeldLineProps) {
  const found = useQuery(request("GET /conversations/:id", { params: { id: item.conversationId } }));
  if (found.isPending)
    return (
      <li className={classes.bones}>
        <Bone w="40%" />
        <Bone w="70%" h={10} />
      </li>
    );
  if (!found.data) return <li className={classes.bones}>{t("board.detail.unseen")}</li>;
  const { contact, preview, channelId } = found.data;
  const words = [
    who,
    item.state === "wrapUp" && t("board.state.wrapUp"),
    item.isResting && t("board.detail.resting"),
    preview || t("inbox.row.noText"),
  ];
  return (
    <WorkLine
      line={{ ...item, channelId }}
      contact={contact}
      about={words.filter((word) => word).join(" · ")}
    />
  );
}
