import { useState } from "react";
import type { Letter } from "../../../../../server/contract/letters.ts";
import { useHoldPlace } from "./hold-place.ts";
import { usePictures } from "./use-pictures.ts";

export type Form = ReturnType<typeof useForm>;

/** Whether a letter is shown as it was formatted, and with which pictures. */
export function useForm(letter: Letter) {
  const hold = useHoldPlace();
  const pictures = usePictures(letter);
  const [isWanted, setIsWanted] = useState(letter.hasHtml);
  const [hasFailed, setHasFailed] = useState(false);
  return {
    pictures,
    hasFailed,
    isFormatted: isWanted && !hasFailed,
    fail: () => setHasFailed(true),
    turn() {
      hold();
      setIsWanted(hasFailed || !isWanted);
      setHasFailed(false);
    },
  };
}
