import { Popover } from "@mantine/core";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import type { Correspondent } from "../../../../server/contract/letters.ts";
import { isAddress, parseAddresses } from "../../lib/addresses.ts";
import classes from "./address-field.module.css";
import { SuggestionList } from "./suggestion-list.tsx";
import { useSuggestions } from "./use-suggestions.ts";

interface AddressInputProps {
  id: string;
  typed: string;
  /** What is in the field already. */
  taken: Correspondent[];
  isWrong: boolean;
  isNew?: boolean;
  placeholder?: string;
  onType(text: string): void;
  /** It is meant as it stands. */
  onTake(text: string): void;
  onPick(one: Correspondent): void;
  onRemoveLast(): void;
}

/** Where addresses are typed: people known here are offered, and nobody has to be. */
export function AddressInput({ id, typed, taken, isWrong, isNew, placeholder, ...on }: AddressInputProps) {
  const found = useSuggestions(typed, taken);
  const [isFocused, setIsFocused] = useState(false);
  const [isDismissed, setIsDismissed] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const isOpen = isFocused && !isDismissed && found.length > 0;
  // Whoever typed a whole address means that one.
  const active = Math.min(chosen ?? (isWhole(typed) ? -1 : 0), found.length - 1);
  const suggested = isOpen ? found[active] : undefined;
  const optionId = (index: number) => `${id}-option-${index}`;

  const begin = () => {
    setIsDismissed(false);
    setChosen(undefined);
  };
  const pick = (one: Correspondent) => {
    begin();
    on.onPick(one);
  };
  const step = (by: number) => {
    const from = active < 0 && by < 0 ? 0 : active;
    setChosen((from + by + found.length) % found.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (event.key === "Backspace" && typed === "" && taken.length > 0) return on.onRemoveLast();
    if (isOpen && event.key === "ArrowDown") step(1);
    else if (isOpen && event.key === "ArrowUp") step(-1);
    else if (isOpen && event.key === "Escape") setIsDismissed(true);
    else if (suggested && isPlain && (event.key === "Enter" || event.key === "Tab")) pick(suggested);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) on.onTake(typed);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[,;\n@]/.test(text)) return;
    event.preventDefault();
    on.onTake(`${typed}${text}`);
  };

  return (
    <Popover opened={isOpen} position="bottom-start" offset={4} width={320} withRoles={false}>
      <Popover.Target>
        <input
          id={id}
          // biome-ignore lint/a11y/noAutofocus: whoever asked for the field is about to fill it in
          autoFocus={isNew}
          className={classes.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={typed}
          placeholder={placeholder}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-options` : undefined}
          aria-activedescendant={suggested ? optionId(active) : undefined}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-problem` : undefined}
          // Escape then closes the list, and not the dialog around it.
          data-mantine-stop-propagation={isOpen || undefined}
          onChange={(event) => {
            const text = event.currentTarget.value;
            begin();
            if (/[,;]\s*$/.test(text) && parseAddresses(text).rest === "") return on.onTake(text);
            on.onType(text);
          }}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          onFocus={() => setIsFocused(true)}
          onBlur={() => {
            setIsFocused(false);
            on.onTake(typed);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.suggestions}>
        <SuggestionList
          id={`${id}-options`}
          found={found}
          active={active}
          optionId={optionId}
          onPoint={setChosen}
          onPick={pick}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

const isWhole = (typed: string) => isAddress(typed.trim()) && /@[^@]+\.[^.]+$/.test(typed.trim());
