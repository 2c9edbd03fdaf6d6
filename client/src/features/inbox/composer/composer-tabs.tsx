import type { ChannelSummary } from "../../../../../server/contract/channels.ts";
import { t } from "../../../lib/i18n.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import classes from "./composer.module.css";
import type { DraftKind } from "./drafts.ts";

interface ComposerTabsProps {
  kind: DraftKind;
  turnTo(kind: DraftKind): void;
  channel: ChannelSummary | undefined;
}

/** Whether it is for the contact or for colleagues, and by what it will go. */
export const ComposerTabs = ({ kind, turnTo, channel }: ComposerTabsProps) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: a press that moved the focus would move what is pressed
  <div className={classes.tabs} onMouseDown={(event) => event.preventDefault()}>
    {(["message", "note"] as const).map((one) => (
      <button
        key={one}
        type="button"
        className={classes.tab}
        aria-pressed={one === kind}
        onClick={() => turnTo(one)}
      >
        {t(one === "message" ? "inbox.composer.answer" : "inbox.composer.note")}
      </button>
    ))}
    <span className={classes.by}>
      {kind === "message" && channel ? (
        <>
          <ChannelIcon icon={channel.icon} size={14} />
          <span className="cut" dir="auto">
            {t("inbox.composer.by", { channel: channel.name })}
          </span>
        </>
      ) : (
        <span className="cut">{t("inbox.composer.onlyInside")}</span>
      )}
    </span>
  </div>
);
