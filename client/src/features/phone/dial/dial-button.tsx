import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDialpad } from "@tabler/icons-react";
import { Suspense, useEffect } from "react";
import { callee, canCall, closeDialler, onScreen, openDialler } from "../../../lib/dialler.ts";
import { t } from "../../../lib/i18n.ts";
import { lazyDialog } from "../../../lib/lazy-dialog.ts";
import { passOverMissing } from "../../../lib/missing-part.ts";
import { useMyCalls } from "../../../lib/phone.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useStore } from "../../../lib/store.ts";
import { useIsNarrow } from "../../../lib/use-screen.ts";
import { Keys } from "../../../ui/keys.tsx";
import { useFollowCanCall } from "./use-follow-can-call.ts";

const load = () => import("./dialler.tsx");
const Dialler = lazyDialog(load);

/** Empty where nobody's card or conversation is open. */
const openForWho = () => openDialler({ contact: onScreen.get() });

/** Opens the dialler, which anything else on the page may open too; on a phone-sized screen it is found behind the phone. */
export function DialButton() {
  useFollowCanCall();
  const can = useStore(canCall);
  const asked = useStore(callee);
  const isNarrow = useIsNarrow();
  const isFree = useMyCalls().length === 0;
  // Whoever opens it types at once.
  useEffect(() => {
    if (can) load().catch(passOverMissing);
  }, [can]);
  useShortcuts(
    can && isFree
      ? [{ keys: "c", label: t("dial.keys.open"), group: t("dial.keys.group"), run: openForWho }]
      : [],
  );
  if (!can) return null;
  return (
    <>
      {!isNarrow && isFree && (
        <Tooltip
          label={
            <>
              {t("dial.open")} <Keys keys="c" />
            </>
          }
        >
          <ActionIcon aria-label={t("dial.open")} aria-haspopup="dialog" onClick={() => openDialler()}>
            <IconDialpad size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {asked && (
        <Suspense>
          <Dialler to={asked} close={closeDialler} />
        </Suspense>
      )}
    </>
  );
}
