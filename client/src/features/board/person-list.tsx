import type { Board, FloorState } from "../../../../server/contract/board.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useHand } from "../../ui/use-hand.ts";
import { PersonHead, PersonRow, type PersonRowProps } from "./person-row.tsx";
import { StateFilter } from "./state-filter.tsx";
import { usePersonRows } from "./use-board-rows.ts";
import { VirtualRows } from "./virtual-rows.tsx";

interface PersonListProps extends Pick<PersonRowProps, "open"> {
  board: Board;
  /** Only those in it. */
  state: FloorState | undefined;
  choose(state: FloorState | undefined): void;
}

export function PersonList({ board, state, choose, open }: PersonListProps) {
  const people = usePeople();
  const hand = useHand();
  const rows = usePersonRows(board, state, hand.isThere);
  return (
    <>
      <StateFilter people={board.people} state={state} choose={choose} />
      <VirtualRows
        rows={rows}
        rowHeight={56}
        keyOf={({ personId }) => personId}
        label={t("board.tabs.people")}
        head={<PersonHead />}
        empty={t("board.noPeople")}
        listeners={hand.listeners}
        render={(row, index) => (
          <PersonRow index={index} row={row} person={people.get(row.personId)} open={open} />
        )}
      />
    </>
  );
}
