import type { ComboboxStore } from "@mantine/core";
import { useEffect } from "react";

/** Opened by whatever way, a list with a search has the focus in it, and its first row chosen; typing chooses anew. */
export function useSearchFocus(combobox: ComboboxStore, isOpen: boolean, search: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is another object at each drawing
  useEffect(() => {
    if (isOpen) combobox.focusSearchInput();
  }, [isOpen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (isOpen) combobox.selectFirstOption();
  }, [isOpen, search]);
}
