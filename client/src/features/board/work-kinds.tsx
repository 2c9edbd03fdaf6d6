import { IconMail, IconMessageCircle, IconPhone } from "@tabler/icons-react";
import type { BoardPerson } from "../../../../server/contract/board.ts";
import type { WorkKind } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./work-kinds.module.css";

const icons = { chat: IconMessageCircle, mail: IconMail, call: IconPhone };
const kinds: WorkKind[] = ["call", "chat", "mail"];

/** What somebody has in hand, by kind; what rests is fainter. */
export function WorkKinds({ work }: { work: BoardPerson["work"] }) {
  const counted = kinds
    .map((kind) => ({ kind, items: work.filter((item) => item.kind === kind) }))
    .filter(({ items }) => items.length > 0);
  const says = counted.map(({ kind, items }) => t(`board.kind.${kind}`, { count: items.length }));
  return (
    <span className={classes.kinds} role="img" aria-label={says.join(", ") || t("board.says.noWork")}>
      {counted.map(({ kind, items }) => {
        const Icon = icons[kind];
        return (
          <span key={kind} data-resting={items.every((item) => item.isResting) || undefined}>
            <Icon size={15} stroke={1.7} aria-hidden />
            {items.length}
          </span>
        );
      })}
    </span>
  );
}
