import { IconArrowBackUp, IconPhoneOutgoing, IconUsers } from "@tabler/icons-react";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import classes from "./call.module.css";
import { otherTalkers } from "./own-leg.ts";
import { PrivateWith } from "./private-with.tsx";
import type { useCallVerbs } from "./use-call-verbs.ts";
import { WayOn } from "./way-on.tsx";

interface PrivateTalkProps {
  one: MyCall;
  verbs: ReturnType<typeof useCallVerbs>;
}

/** Whoever has the call in a private talk, and the ways on from there. */
export function PrivateTalk({ one, verbs }: PrivateTalkProps) {
  const others = otherTalkers(one);
  const isThere = others.some(({ state }) => state === "connected");
  const handOver = () => void verbs.drop(one.legId);
  const bringTogether = () => void verbs.hold(false);
  const goBack = async () => {
    for (const { id } of others) if (!(await verbs.drop(id))) return;
    await verbs.hold(false);
  };
  const doings = [
    { name: "handOver", keys: "alt+o", Icon: IconPhoneOutgoing, run: handOver, isFor: isThere },
    { name: "bringTogether", keys: "alt+t", Icon: IconUsers, run: bringTogether, isFor: isThere },
    { name: "goBack", keys: "alt+c", Icon: IconArrowBackUp, run: () => void goBack(), isFor: true },
  ] as const;
  const possible = doings.filter(({ isFor }) => isFor);
  const group = t("phone.keys.group");
  useShortcuts(
    possible.map(({ name: doing, keys, run }) => ({
      keys,
      label: t(`phone.private.${doing}`),
      group,
      run,
      isEverywhere: true,
    })),
  );
  return (
    <div className={classes.private}>
      <PrivateWith one={one} />
      {possible.map(({ name: doing, keys, Icon, run }) => (
        <WayOn
          key={doing}
          label={t(`phone.private.${doing}`)}
          keys={keys}
          Icon={Icon}
          isMain={doing === "handOver"}
          isBusy={verbs.isBusy}
          run={run}
        />
      ))}
    </div>
  );
}
