import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { request } from "../../lib/api.ts";
import { errorWords } from "../../lib/error-words.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./palette.module.css";
import { PaletteItem } from "./palette-item.tsx";
import { type Choice, useChoices } from "./use-choices.tsx";

interface PaletteProps {
  close(): void;
  openKeys(): void;
  /** What was typed before it was there. */
  begunWith(): string;
}

const listId = "palette-list";

/** Finds people and words, and does anything that has a name. */
export default function Palette({ close, openKeys, begunWith }: PaletteProps) {
  const [typed, setTyped] = useState(begunWith);
  const q = typed.trim();
  const [asked] = useDebouncedValue(q, 120);
  const found = useQuery({
    ...request("GET /search", { query: { q: asked, limit: 12 } }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const groups = useChoices(q, q === "" ? undefined : found.data, openKeys);
  const all = groups.flatMap((group) => group.choices);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const chosen = all[Math.min(active, all.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first answer
  useEffect(() => setActive(0), [q]);
  useEffect(() => {
    list.current?.querySelector(`[id="${chosen?.id}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen?.id]);

  const run = (choice: Choice) => {
    close();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 && event.key !== "Enter") return;
    event.preventDefault();
    if (step !== 0) setActive((active + step + all.length) % Math.max(1, all.length));
    else if (chosen) run(chosen);
  };
  const isEmpty = all.length === 0 && asked === q && !found.isFetching;
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      size={640}
      padding={0}
      attributes={{ content: { "aria-label": t("palette.label") } }}
      classNames={{ content: classes.palette }}
    >
      <div className={classes.ask}>
        <IconSearch size={20} stroke={1.6} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          dir="auto"
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder={t("palette.placeholder")}
          aria-label={t("palette.label")}
          role="combobox"
          aria-expanded={all.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen?.id}
          aria-autocomplete="list"
        />
      </div>
      <div id={listId} ref={list} role="listbox" aria-label={t("palette.label")} className={classes.list}>
        {groups.map(
          (group) =>
            group.choices.length > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
              <div key={group.title} role="group" aria-label={group.title}>
                <div className={classes.heading} aria-hidden>
                  {group.title}
                </div>
                {group.choices.map((choice) => (
                  <PaletteItem
                    key={choice.id}
                    choice={choice}
                    isChosen={choice === chosen}
                    choose={() => setActive(all.indexOf(choice))}
                    run={() => run(choice)}
                  />
                ))}
              </div>
            ),
        )}
      </div>
      <div role="status">
        {isEmpty && <p className={classes.none}>{t("palette.none")}</p>}
        {found.isError && <p className={classes.none}>{errorWords(found.error)}</p>}
      </div>
    </Modal>
  );
}
