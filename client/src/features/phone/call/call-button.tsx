import { ActionIcon, Tooltip } from "@mantine/core";
import type { ComponentPropsWithoutRef } from "react";
import { Keys } from "../../../ui/keys.tsx";
import classes from "./call.module.css";

interface CallButtonProps extends Omit<ComponentPropsWithoutRef<"button">, "color" | "style"> {
  label: string;
  keys?: string;
  /** What it does holds now. */
  isOn?: boolean;
  isOff?: boolean;
}

/** It keeps its place and the focus when it cannot be pressed. */
export function CallButton({ label, keys, isOn, isOff, onClick, ...rest }: CallButtonProps) {
  return (
    <Tooltip
      // What it opened stands where its words would.
      disabled={rest["aria-expanded"] === true}
      label={
        <>
          {label} {keys && <Keys keys={keys} />}
        </>
      }
    >
      <ActionIcon
        {...rest}
        aria-label={label}
        aria-disabled={isOff || undefined}
        className={classes.button}
        data-on={isOn || undefined}
        onClick={(event) => !isOff && onClick?.(event)}
      />
    </Tooltip>
  );
}
