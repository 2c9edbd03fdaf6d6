import { type KeyboardEvent, useRef, useState } from "react";
import { keepsDraft } from "../lib/typing.ts";
import { Cut } from "./cut.tsx";
import classes from "./edit-in-place.module.css";

interface EditInPlaceProps {
  /** What it is, for screen readers. */
  label: string;
  value: string;
  /** Shown while there is nothing. */
  placeholder?: string;
  maxLength?: number;
  /** What is empty may be kept; otherwise leaving it empty changes nothing. */
  canBeEmpty?: boolean;
  /** A title. */
  strong?: boolean;
  onSave(value: string): void;
}

/** Text that turns into its own field: Enter or leaving saves, Escape undoes. */
export function EditInPlace(props: EditInPlaceProps) {
  const { label, value, placeholder, maxLength = 200, canBeEmpty, strong, onSave } = props;
  const [draft, setDraft] = useState<string>();
  const isUndone = useRef(false);
  const button = useRef<HTMLButtonElement>(null);

  const end = () => {
    const next = (draft ?? "").trim();
    setDraft(undefined);
    if (!isUndone.current && next !== value && (next !== "" || canBeEmpty)) onSave(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    isUndone.current = event.key === "Escape";
    event.currentTarget.blur();
    requestAnimationFrame(() => button.current?.focus());
  };

  if (draft === undefined) {
    return (
      <button
        ref={button}
        type="button"
        className={classes.shown}
        data-strong={strong || undefined}
        aria-label={`${label}: ${value || (placeholder ?? label)}`}
        onClick={() => {
          isUndone.current = false;
          setDraft(value);
        }}
      >
        {value ? <Cut>{value}</Cut> : <span className="faint">{placeholder ?? label}</span>}
      </button>
    );
  }
  return (
    <input
      {...keepsDraft}
      // biome-ignore lint/a11y/noAutofocus: it stands where the pressed text stood
      autoFocus
      dir="auto"
      className={classes.field}
      data-strong={strong || undefined}
      aria-label={label}
      value={draft}
      maxLength={maxLength}
      placeholder={placeholder}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={end}
    />
  );
}
