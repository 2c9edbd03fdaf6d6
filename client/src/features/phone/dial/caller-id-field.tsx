import { Select } from "@mantine/core";
import type { CallerId } from "../../../../../server/contract/outgoing-calls.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./dial.module.css";
import { keyOf } from "./use-caller-id.ts";

interface CallerIdFieldProps {
  all: CallerId[];
  callerId: CallerId;
  choose(key: string): void;
}

/** Where there is only one there is nothing to choose. */
export function CallerIdField({ all, callerId, choose }: CallerIdFieldProps) {
  if (all.length === 1) {
    return (
      <p className={classes.callerId}>
        <span className="faint small">{t("dial.callerId")}</span>
        <span dir="auto">{wordsOf(callerId)}</span>
      </p>
    );
  }
  return (
    <Select
      label={t("dial.callerId")}
      data={all.map((one) => ({ value: keyOf(one), label: wordsOf(one) }))}
      value={keyOf(callerId)}
      allowDeselect={false}
      onChange={(key) => key && choose(key)}
    />
  );
}

const wordsOf = ({ name, number }: CallerId) => `${name} · ${number}`;
