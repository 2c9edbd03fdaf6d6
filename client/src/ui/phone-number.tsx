import { IconPhone } from "@tabler/icons-react";
import { type Callee, canCall, openDialler } from "../lib/dialler.ts";
import { t } from "../lib/i18n.ts";
import { useStore } from "../lib/store.ts";
import { Cut } from "./cut.tsx";
import classes from "./phone-number.module.css";

interface PhoneNumberProps extends Pick<Callee, "contact" | "conversationId"> {
  number: string;
}

/** A telephone number anywhere; a press calls it where one can call from here. */
export function PhoneNumber({ number, contact, conversationId }: PhoneNumberProps) {
  const can = useStore(canCall);
  if (!can) return <Cut>{number}</Cut>;
  return (
    <button
      type="button"
      className={classes.number}
      aria-label={t("dial.callNumber", { number })}
      onClick={() => openDialler({ number, contact, conversationId })}
    >
      <IconPhone size={14} stroke={1.8} aria-hidden />
      <Cut>{number}</Cut>
    </button>
  );
}
