import type { Board } from "../../../../server/contract/board.ts";
import type { BoardPush } from "../../../../server/contract/sockets.ts";
import { queryKey } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";

const key = queryKey("GET /board");

/** Brings the live board up to what the hub pushed; a row that did not change stays the same object. */
export function putBoard(push: BoardPush): void {
  // What is being fetched is older than what is pushed.
  void queryClient.cancelQueries({ queryKey: key, exact: true });
  queryClient.setQueryData<Board>(key, (board) =>
    "board" in push ? push.board : board && merge(board, push),
  );
}

function merge(board: Board, { at, queues, people, gone }: Exclude<BoardPush, { board: Board }>): Board {
  return {
    ...board,
    at,
    queues: mergeRows(board.queues, queues, gone.queueIds, ({ queueId }) => queueId),
    people: mergeRows(board.people, people, gone.personIds, ({ personId }) => personId),
  };
}

function mergeRows<Row>(rows: Row[], changed: Row[], gone: string[], idOf: (row: Row) => string): Row[] {
  if (changed.length === 0 && gone.length === 0) return rows;
  const merged = new Map(rows.map((row) => [idOf(row), row]));
  for (const row of changed) merged.set(idOf(row), row);
  for (const id of gone) merged.delete(id);
  return [...merged.values()];
}
