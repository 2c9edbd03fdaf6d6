import { ActionIcon, Combobox, Tooltip, useCombobox } from "@mantine/core";
import { IconCheck, IconTag } from "@tabler/icons-react";
import { useState } from "react";
import type { Tag } from "../../../../../server/contract/conversations.ts";
import { useTags } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { folded } from "../../../lib/matches.ts";
import { useSearchFocus } from "../../../ui/use-search-focus.ts";
import classes from "./tag-picker.module.css";

interface TagPickerProps {
  tags: Tag[];
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onChange(names: string[]): void;
}

const makeNew = "new:";
const longest = 40;

/** Sets tags by name; a name that is not there yet is made. */
export function TagPicker({ tags, isOpen, onOpenChange, onChange }: TagPickerProps) {
  const [search, setSearch] = useState("");
  const all = useTags().data ?? [];
  const combobox = useCombobox({
    opened: isOpen,
    onOpenedChange: onOpenChange,
    onDropdownClose: () => {
      setSearch("");
      combobox.focusTarget();
    },
  });
  const typed = search.trim();
  const names = tags.map((tag) => tag.name);
  const found = [...new Set([...names, ...all.map((tag) => tag.name)])].filter((name) =>
    folded(name).includes(folded(typed)),
  );
  const isNew = typed !== "" && !found.some((name) => folded(name) === folded(typed));
  useSearchFocus(combobox, isOpen, typed);

  const toggle = (option: string) => {
    const name = option.startsWith(makeNew) ? option.slice(makeNew.length) : option;
    onChange(names.includes(name) ? names.filter((one) => one !== name) : [...names, name]);
    setSearch("");
  };
  return (
    <Combobox store={combobox} onOptionSubmit={toggle} width={240} position="bottom-end" shadow="none">
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <Tooltip label={t("inbox.doings.tag")}>
          <ActionIcon
            aria-label={t("inbox.doings.tag")}
            aria-haspopup="listbox"
            aria-expanded={isOpen}
            onClick={() => combobox.toggleDropdown()}
          >
            <IconTag size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          maxLength={longest}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t("inbox.tags.search")}
          aria-label={t("inbox.tags.search")}
        />
        <Combobox.Options mah={260} style={{ overflowY: "auto" }}>
          {found.map((name) => (
            <Combobox.Option value={name} key={name} active={names.includes(name)}>
              <span className={classes.tag}>
                <span className="cut" dir="auto">
                  {name}
                </span>
                {names.includes(name) && <IconCheck size={16} aria-hidden />}
              </span>
            </Combobox.Option>
          ))}
          {isNew && (
            <Combobox.Option value={makeNew + typed}>{t("inbox.tags.make", { name: typed })}</Combobox.Option>
          )}
          {found.length === 0 && !isNew && <Combobox.Empty>{t("inbox.tags.none")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
