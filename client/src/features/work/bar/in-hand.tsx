import { Link } from "@tanstack/react-router";
import type { MyWork, WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { isInHand } from "../../../lib/work.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { LoadMeter } from "../../../ui/load-meter.tsx";
import { Word } from "../../../ui/status-word.tsx";
import classes from "./work-bar.module.css";

/** What this person has in hand; each opens. */
export function InHand({ work, onOpened }: { work: MyWork | undefined; onOpened(): void }) {
  const items = work?.items.filter(isInHand) ?? [];
  return (
    <section className={classes.section} aria-label={t("work.bar.inHand")}>
      <header className={classes.heading}>
        <h3>{t("work.bar.inHand")}</h3>
        {work && <LoadMeter load={work.load} capacity={work.capacity} />}
      </header>
      {items.length === 0 && <p className={classes.text}>{t("work.bar.nothingInHand")}</p>}
      <ul className={classes.items}>
        {items.map((item) => (
          <li key={item.id}>
            <ItemLink item={item} onOpened={onOpened} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ItemLink({ item, onOpened }: { item: WorkItem; onOpened(): void }) {
  const channel = useChannels().get(item.channelId);
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "mine", conversationId: item.conversationId }}
      className={classes.item}
      preload={false}
      onClick={onOpened}
    >
      <Avatar name={item.contact.name} size={28} channel={channel} />
      <span className={`cut ${classes.itemName}`} dir="auto">
        {contactName(item.contact)}
      </span>
      {item.state === "wrapUp" && <Word meaning="waiting">{t("work.bar.wrapUp")}</Word>}
      {item.isResting && <Word>{t("work.bar.resting")}</Word>}
    </Link>
  );
}
