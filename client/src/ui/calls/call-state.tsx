import type { Call } from "../../../../server/contract/calls.ts";
import { useQueues } from "../../lib/work.ts";
import { Word } from "../status-word.tsx";
import { callMeaning, callWords } from "./call-words.ts";

export function CallState({ call }: { call: Call }) {
  const queue = useQueues().get(call.queueId ?? "");
  return <Word meaning={callMeaning(call)}>{callWords(call, queue?.name)}</Word>;
}
