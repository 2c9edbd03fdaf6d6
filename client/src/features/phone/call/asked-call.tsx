import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { ring } from "../../../lib/ring.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { showNotice } from "../../../lib/show-notice.ts";
import { isSoundOn } from "../../../lib/sound-preference.ts";
import { useStore } from "../../../lib/store.ts";
import { useOpenMine } from "../../../lib/use-open-mine.ts";
import { whenHandsAreFree } from "../../../lib/when-hands-are-free.ts";
import { tellPhone } from "../line/join-phone.ts";
import classes from "./call.module.css";
import { useCallVerbs } from "./use-call-verbs.ts";

/** A colleague brings one in: nothing is heard before one answers, and who calls is open by then. */
export function AskedCall({ one }: { one: MyCall }) {
  const { legId, call, workItem } = one;
  const { conversationId } = call;
  const colleague = usePeople().get(workItem?.ownerId ?? "");
  const { isBusy, drop } = useCallVerbs(call.id);
  const open = useOpenMine();
  const answer = () => {
    tellPhone({ type: "answer", legId });
    void open(conversationId);
  };
  const decline = () => drop(legId);
  const group = t("phone.keys.group");
  useShortcuts([
    { keys: "alt+a", label: t("phone.keys.answer"), group, run: answer, isEverywhere: true },
    { keys: "alt+d", label: t("phone.keys.decline"), group, run: decline, isEverywhere: true },
  ]);
  const caller = contactName(call.contact);
  const words = colleague
    ? t("phone.call.asked", { name: colleague.name, caller })
    : t("phone.call.askedBy", { caller });
  const noticed = useRef(words);
  const isHeard = useStore(isSoundOn);
  useEffect(() => void showNotice(noticed.current, { tag: legId }), [legId]);
  useEffect(() => (isHeard ? ring(legId, { goesOn: true }) : undefined), [legId, isHeard]);
  useEffect(() => whenHandsAreFree(() => void open(conversationId)), [open, conversationId]);
  return (
    <section className={classes.bar} data-view="asked" aria-label={t("phone.call.label")}>
      <span className={classes.words} role="alert">
        <span className={classes.asked} title={words}>
          {words}
        </span>
      </span>
      <Button size="compact-md" onClick={answer}>
        {t("phone.call.answer")}
      </Button>
      <Button size="compact-md" variant="default" disabled={isBusy} onClick={decline}>
        {t("phone.call.decline")}
      </Button>
    </section>
  );
}
