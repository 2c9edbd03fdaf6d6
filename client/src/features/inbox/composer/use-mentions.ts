import { type KeyboardEvent, type RefObject, useState } from "react";
import type { Person } from "../../../../../server/contract/people.ts";
import { usePeople } from "../../../lib/directory.ts";
import { matches } from "../../../lib/matches.ts";
import { useMe } from "../../../lib/session.ts";

export const mentionListId = "mentions";
const most = 8;

interface Typed {
  /** Where the `@` stands. */
  from: number;
  to: number;
  query: string;
}

/** Colleagues for the `@` that is being typed in a note. */
export function useMentions(
  input: RefObject<HTMLTextAreaElement | null>,
  isOn: boolean,
  write: (text: string) => void,
) {
  const me = useMe();
  const people = [...usePeople().values()].filter((person) => !person.removedAt && person.id !== me.id);
  const [typed, setTyped] = useState<Typed>();
  const [active, setActive] = useState(0);
  const query = typed?.query;
  const found =
    isOn && query !== undefined ? people.filter((person) => matches(query, person.name)).slice(0, most) : [];

  const look = (area: HTMLTextAreaElement) => {
    const before = area.value.slice(0, area.selectionStart);
    const match = /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/u.exec(before);
    const query = match?.[1];
    setTyped(
      query === undefined ? undefined : { from: before.length - query.length - 1, to: before.length, query },
    );
    setActive(0);
  };
  const pick = (person: Person) => {
    const area = input.current;
    if (!area || !typed) return;
    const start = `${area.value.slice(0, typed.from)}@${person.name} `;
    write(start + area.value.slice(typed.to));
    setTyped(undefined);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start.length, start.length);
    });
  };
  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (found.length === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + found.length) % found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      const person = found[active];
      if (person) pick(person);
    } else if (event.key === "Escape") setTyped(undefined);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const isOpen = found.length > 0;
  const inputProps = isOn
    ? {
        role: "combobox",
        "aria-autocomplete": "list" as const,
        "aria-expanded": isOpen,
        "aria-controls": isOpen ? mentionListId : undefined,
        "aria-activedescendant": isOpen ? `${mentionListId}-${found[active]?.id}` : undefined,
      }
    : {};
  return { people, found, active, setActive, pick, look, onKeyDown, inputProps };
}

/** Whoever is named with an `@` in the text. */
export const mentionedIn = (text: string, people: Person[]): string[] =>
  people.filter((person) => text.includes(`@${person.name}`)).map((person) => person.id);
