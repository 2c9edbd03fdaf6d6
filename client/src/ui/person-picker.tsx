import { Combobox, useCombobox } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import type { Person } from "../../../server/contract/people.ts";
import { usePeople } from "../lib/directory.ts";
import { t } from "../lib/i18n.ts";
import { matches } from "../lib/matches.ts";
import { useMe } from "../lib/session.ts";
import { Avatar } from "./avatar.tsx";
import classes from "./person-picker.module.css";
import { AvailabilityDot } from "./status-word.tsx";
import { useSearchFocus } from "./use-search-focus.ts";

interface PersonPickerProps {
  /** The button that opens it. */
  children(props: { onClick(): void; "aria-expanded": boolean; "aria-haspopup": "listbox" }): ReactElement;
  value: string | null;
  onPick(personId: string | null): void;
  /** Opens it from outside, such as by a key. */
  isOpen?: boolean;
  onOpenChange?(isOpen: boolean): void;
  /** Whether 'nobody' is among the choices. */
  canBeNobody?: boolean;
  /** What people have in hand, by id, as far as it is known. */
  loads?: ReadonlyMap<string, number>;
  /** What they get by being picked; whoever then has more than they are to have is marked, and can be picked. */
  weight?: number;
}

const nobody = "nobody";

/** Finds a colleague by typing; oneself is first. */
export function PersonPicker(props: PersonPickerProps) {
  const { value, isOpen, onOpenChange, onPick } = props;
  const me = useMe();
  const people = usePeople();
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    opened: isOpen,
    onOpenedChange: onOpenChange,
    onDropdownClose: () => {
      setSearch("");
      combobox.resetSelectedOption();
      combobox.focusTarget();
    },
  });
  const isShown = combobox.dropdownOpened;
  useSearchFocus(combobox, isShown, search);

  const found = [...people.values()]
    .filter((person) => !person.removedAt && matches(search, person.name, person.email))
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name));
  const pick = (option: string) => {
    onPick(option === nobody ? null : option);
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick} width={280} position="bottom-end" shadow="none">
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        {props.children({
          onClick: () => combobox.toggleDropdown(),
          "aria-expanded": isShown,
          "aria-haspopup": "listbox",
        })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t("common.person.search")}
          aria-label={t("common.person.search")}
        />
        <Combobox.Options mah={280} className={classes.options}>
          {found.map((person) => (
            <Combobox.Option value={person.id} key={person.id} active={person.id === value}>
              <span className={classes.person}>
                <Avatar name={person.name} size={24} />
                <span className="cut" dir="auto">
                  {person.name}
                  {person.id === me.id && <span className="faint"> ({t("common.you")})</span>}
                </span>
                <Load person={person} load={props.loads?.get(person.id)} weight={props.weight} />
                <AvailabilityDot availability={standingOf(person)} />
                <span className={classes.availability}>{t(`common.availability.${standingOf(person)}`)}</span>
                {person.id === value && <IconCheck size={16} aria-hidden />}
              </span>
            </Combobox.Option>
          ))}
          {props.canBeNobody !== false && search === "" && value !== null && (
            <Combobox.Option value={nobody}>{t("common.person.unassign")}</Combobox.Option>
          )}
          {found.length === 0 && <Combobox.Empty>{t("common.person.noMatch")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Whoever is not connected hears of nothing, whatever they set. */
const standingOf = ({ isOnline, availability }: Person) => (isOnline ? availability : "offline");

function Load({ person, load, weight = 0 }: { person: Person; load?: number; weight?: number }) {
  if (load === undefined) return null;
  const { capacity } = person;
  const isOver = load + weight > capacity;
  return (
    <span className={classes.load} data-over={isOver || undefined}>
      <span aria-hidden>
        {load}/{capacity}
      </span>
      <span className="unseen">
        {t(isOver ? "common.person.overLoad" : "common.person.load", { load, capacity })}
      </span>
    </span>
  );
}
