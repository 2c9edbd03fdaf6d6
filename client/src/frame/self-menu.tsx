import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconLogout } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import type { Me, Preferences } from "../../../server/contract/people.ts";
import { t } from "../lib/i18n.ts";
import { lazyDialog } from "../lib/lazy-dialog.ts";
import { useMyCalls, wishPhone } from "../lib/phone.ts";
import { signOut, useChangePreferences } from "../lib/session.ts";
import { errorToast } from "../lib/toast.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Cut } from "../ui/cut.tsx";
import classes from "./top-bar.module.css";

const schemes: {
  value: NonNullable<Preferences["colorScheme"]>;
  label: "themeLight" | "themeDark" | "themeAuto";
}[] = [
  { value: "light", label: "themeLight" },
  { value: "dark", label: "themeDark" },
  { value: "auto", label: "themeAuto" },
];

const LeaveCallDialog = lazyDialog(() => import("./leave-call-dialog.tsx"));

/** Oneself: the theme, the way out. */
export function SelfMenu({ me }: { me: Me }) {
  const changePreferences = useChangePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isInCall = useMyCalls().length > 0;
  const [isAsking, setIsAsking] = useState(false);
  const leave = useMutation({ mutationFn: signOut, onError: (error) => errorToast(error) });
  const leaveCall = () => {
    // Or the page would ask once more, after one has signed out.
    wishPhone("off");
    leave.mutate();
  };
  return (
    <>
      <Menu width={240}>
        <Menu.Target>
          <button type="button" className={classes.self} aria-label={t("frame.self", { name: me.name })}>
            <Avatar name={me.name} size={30} />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t("frame.selfMenu")}>
          <div className={classes.who}>
            <Cut component="div">{me.name}</Cut>
            <Cut component="div" className="faint small">
              {me.email}
            </Cut>
          </div>
          <Menu.Divider />
          <Menu.Label>{t("frame.theme")}</Menu.Label>
          {schemes.map(({ value, label }) => (
            <Menu.Item
              key={value}
              rightSection={value === colorScheme && <IconCheck size={16} aria-hidden />}
              aria-current={value === colorScheme}
              onClick={() => {
                setColorScheme(value);
                changePreferences({ colorScheme: value });
              }}
            >
              {t(`frame.${label}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={16} />}
            onClick={() => (isInCall ? setIsAsking(true) : leave.mutate())}
          >
            {t("frame.signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAsking && (
        <Suspense>
          <LeaveCallDialog isPending={leave.isPending} leave={leaveCall} close={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
