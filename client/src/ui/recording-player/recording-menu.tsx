import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconDownload, IconEar, IconShieldLock, IconShieldOff } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Recording } from "../../../../server/contract/recordings.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { errorToast } from "../../lib/toast.ts";

const ListensDialog = lazy(() => import("./listens-dialog.tsx"));

/** What is done with a recording besides listening; the hub tells all screens when it is held. */
export function RecordingMenu({ recording, url }: { recording: Recording; url: string }) {
  const { id, isHeld } = recording;
  const me = useMe();
  const [isShowing, setIsShowing] = useState(false);
  const hold = () =>
    call("PUT /recordings/:id/hold", { params: { id }, body: { isHeld: !isHeld } }).catch(errorToast);
  return (
    <>
      <Menu withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={t("recordings.more")}>
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={url} download leftSection={<IconDownload size={16} />}>
            {t("recordings.download")}
          </Menu.Item>
          {isAtLeast(me, "supervisor") && (
            <Menu.Item leftSection={<IconEar size={16} />} onClick={() => setIsShowing(true)}>
              {t("recordings.listens.action")}
            </Menu.Item>
          )}
          {me.role === "admin" && (
            <Menu.Item
              leftSection={isHeld ? <IconShieldOff size={16} /> : <IconShieldLock size={16} />}
              onClick={() => void hold()}
            >
              {t(isHeld ? "recordings.release" : "recordings.hold")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{isShowing && <ListensDialog recordingId={id} close={() => setIsShowing(false)} />}</Suspense>
    </>
  );
}
