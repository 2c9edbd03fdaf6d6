import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import type { Me } from "../../../server/contract/people.ts";
import { PhoneStrip } from "../features/phone/phone-bar.tsx";
import { WorkNotices } from "../features/work/bar/work-notices.tsx";
import { Offers } from "../features/work/offers/offers.tsx";
import { isCode } from "../lib/api-error.ts";
import { t } from "../lib/i18n.ts";
import { lazyDialog } from "../lib/lazy-dialog.ts";
import { goToSignIn, isAtLeast, meQuery, useMe } from "../lib/session.ts";
import { type Shortcut, useShortcuts } from "../lib/shortcuts.ts";
import { useIsNarrow } from "../lib/use-screen.ts";
import { connectLive, disconnectLive } from "../realtime/socket.ts";
import { Panel } from "../ui/panel.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import classes from "./frame.module.css";
import { LiveBar } from "./live-bar.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";
import { TypeAhead } from "./type-ahead.tsx";
import { usePosting } from "./use-posting.ts";

const Palette = lazyDialog(() => import("../features/palette/palette.tsx"));
const KeyHelp = lazyDialog(() => import("./key-help.tsx"));

/** What stays around every page. */
export function Frame() {
  const me = useMe();
  const isNarrow = useIsNarrow();
  const [dialog, setDialog] = useState<"palette" | "keys">();
  const typed = useRef("");
  const close = () => {
    typed.current = "";
    setDialog(undefined);
  };
  useShortcuts(useFrameKeys(me, setDialog));
  useLive(me);
  useSession(me);
  usePosting(me.id);

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#page">
        {t("frame.skip")}
      </a>
      {!isNarrow && <Rail />}
      <div className={classes.column}>
        <TopBar me={me} openPalette={() => setDialog("palette")} openKeys={() => setDialog("keys")} />
        <LiveBar />
        <WorkNotices me={me} />
        <main id="page" tabIndex={-1} className={classes.main}>
          <Panel>
            <Outlet />
          </Panel>
        </main>
        {isNarrow && <PhoneStrip />}
        {isNarrow && <BottomBar />}
      </div>
      <Offers />
      <Toasts />
      <Suspense fallback={<TypeAhead typed={typed} />}>
        {dialog === "palette" && (
          <Palette close={close} openKeys={() => setDialog("keys")} begunWith={() => typed.current} />
        )}
        {dialog === "keys" && <KeyHelp close={close} />}
      </Suspense>
    </div>
  );
}

/** Leaves when the session is over, and wears the theme that this person chose on another screen. */
function useSession(me: Me) {
  const { error } = useQuery(meQuery());
  const { setColorScheme } = useMantineColorScheme();
  const isOver = isCode(error, "unauthenticated");
  useEffect(() => {
    if (isOver) void goToSignIn();
  }, [isOver]);
  const chosen = me.preferences.colorScheme;
  useEffect(() => {
    if (chosen) setColorScheme(chosen);
  }, [chosen, setColorScheme]);
}

/** All that is on the screen was fetched after it was known who is signed in: from there on the hub tells the rest. */
function useLive({ position }: Me) {
  const from = useRef(position);
  useEffect(() => {
    connectLive(from.current);
    return disconnectLive;
  }, []);
}

function useFrameKeys(me: Me, open: (dialog: "palette" | "keys") => void): Shortcut[] {
  const navigate = useNavigate();
  const anywhere = t("frame.keys.groupAnywhere");
  const group = t("frame.keys.groupGo");
  return [
    {
      keys: "mod+k",
      label: t("frame.keys.palette"),
      group: anywhere,
      run: () => open("palette"),
      isEverywhere: true,
    },
    { keys: "?", label: t("frame.keys.help"), group: anywhere, run: () => open("keys") },
    { keys: "g i", label: t("frame.keys.goInbox"), group, run: () => void navigate({ to: "/inbox" }) },
    { keys: "g l", label: t("calls.keys.go"), group, run: () => void navigate({ to: "/calls" }) },
    { keys: "g c", label: t("frame.keys.goContacts"), group, run: () => void navigate({ to: "/contacts" }) },
    { keys: "g d", label: t("frame.keys.goDeals"), group, run: () => void navigate({ to: "/deals" }) },
    ...(isAtLeast(me, "supervisor")
      ? [{ keys: "g b", label: t("frame.keys.goBoard"), group, run: () => void navigate({ to: "/board" }) }]
      : []),
    { keys: "g t", label: t("frame.keys.goTasks"), group, run: () => void navigate({ to: "/tasks" }) },
  ];
}
