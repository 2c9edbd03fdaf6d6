import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import type { Correspondent } from "../../../../server/contract/letters.ts";
import { distinct, isAddress, parseAddresses, shortAddress, wholeAddress } from "../../lib/addresses.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../cut.tsx";
import classes from "./address-field.module.css";
import { AddressInput } from "./address-input.tsx";

interface AddressFieldProps {
  id?: string;
  label: string;
  value: Correspondent[];
  onChange(value: Correspondent[]): void;
  /** Why it cannot go like this, beside what is no address. */
  problem?: string;
  /** It cannot be left empty. */
  isNeeded?: boolean;
  /** It was just asked for, so it takes the focus. */
  isNew?: boolean;
  /** At the end of the line. */
  aside?: ReactNode;
}

/** Addresses as chips. What is typed becomes one at Enter, a comma or leaving; what is none stays to be put right. */
export function AddressField({
  label,
  value,
  onChange,
  problem,
  isNeeded,
  isNew,
  aside,
  ...own
}: AddressFieldProps) {
  const made = useId();
  const id = own.id ?? made;
  const [typed, setTyped] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const take = (text: string) => {
    const { found, rest } = parseAddresses(text);
    if (found.length > 0) onChange(distinct([...value, ...found]));
    setTyped(rest);
    setIsWrong(rest !== "");
  };
  const type = (text: string) => {
    setTyped(text);
    setIsWrong(false);
  };
  const words = isWrong ? t("letters.compose.wrongAddress", { text: typed }) : problem;
  return (
    <div className={classes.field} data-wrong={words ? true : undefined}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.values}>
        {value.length > 0 && (
          <ul className={classes.chips} aria-label={label}>
            {value.map((one) => (
              <Chip
                key={one.address}
                one={one}
                remove={() => onChange(value.filter((other) => other !== one))}
              />
            ))}
          </ul>
        )}
        <AddressInput
          id={id}
          typed={typed}
          taken={value}
          isWrong={words !== undefined}
          isNew={isNew}
          placeholder={isNeeded && value.length === 0 ? t("letters.compose.addressPlaceholder") : undefined}
          onType={type}
          onTake={take}
          onPick={(one) => {
            onChange(distinct([...value, one]));
            type("");
          }}
          onRemoveLast={() => onChange(value.slice(0, -1))}
        />
        {words && (
          <span id={`${id}-problem`} className={classes.problem} role="alert">
            {words}
          </span>
        )}
      </div>
      {aside && <span className={classes.aside}>{aside}</span>}
    </div>
  );
}

function Chip({ one, remove }: { one: Correspondent; remove(): void }) {
  return (
    <li
      className={classes.chip}
      data-wrong={isAddress(one.address) ? undefined : true}
      title={wholeAddress(one)}
    >
      <Cut>{shortAddress(one)}</Cut>
      <ActionIcon
        size={20}
        aria-label={t("letters.compose.removeAddress", { address: one.address })}
        onClick={remove}
      >
        <IconX size={12} />
      </ActionIcon>
    </li>
  );
}
