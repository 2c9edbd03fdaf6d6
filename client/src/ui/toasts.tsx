import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { t } from "../lib/i18n.ts";
import { useStore } from "../lib/store.ts";
import { dismissToast, type Toast, toasts } from "../lib/toast.ts";
import { RequestId } from "./error-panel.tsx";
import classes from "./toasts.module.css";

/** Notices at the foot of the screen; they wait while the pointer or focus is on them. */
export function Toasts() {
  const all = useStore(toasts);
  const [isHeld, setIsHeld] = useState(false);
  return (
    <section
      className={classes.toasts}
      aria-label={t("frame.notifications")}
      aria-live="polite"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {all.map((toast) => (
        <ToastRow key={toast.id} toast={toast} isHeld={isHeld} />
      ))}
    </section>
  );
}

function ToastRow({ toast, isHeld }: { toast: Toast; isHeld: boolean }) {
  useEffect(() => {
    if (isHeld || toast.lastsMs === undefined) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.lastsMs);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  return (
    <div className={classes.toast} role={toast.isError ? "alert" : undefined}>
      <div className={classes.text}>
        {toast.text}
        {toast.requestId && " "}
        <RequestId id={toast.requestId} />
      </div>
      {toast.actions.map((action) => (
        <Button
          key={action.label}
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            dismissToast(toast.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      ))}
      {toast.link && <ToastLink toast={toast} link={toast.link} />}
      <ActionIcon size={28} aria-label={t("common.dismiss")} onClick={() => dismissToast(toast.id)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

const ToastLink = ({ toast, link }: { toast: Toast; link: NonNullable<Toast["link"]> }) => (
  <Button
    size="compact-sm"
    variant="subtle"
    onClick={() => dismissToast(toast.id)}
    renderRoot={(props) => <Link {...props} to={link.to} params={link.params} />}
  >
    {link.label}
  </Button>
);
