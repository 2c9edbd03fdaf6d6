import { createContext, useContext } from "react";
import type { Draft } from "./use-draft.ts";

export interface FlowTools {
  draft: Draft;
  isReadOnly: boolean;
  /** Where the caller of the trial is. */
  currentId: string | undefined;
  /** Steps whose fields are shown. */
  openIds: ReadonlySet<string>;
  toggle(id: string, isOpen: boolean): void;
}

const context = createContext<FlowTools | undefined>(undefined);
export const FlowProvider = context.Provider;

export function useFlow(): FlowTools {
  const tools = useContext(context);
  if (!tools) throw new Error("useFlow is for what stands within the editor");
  return tools;
}

/** What is wrong with a step and its ways on, by its own fields. */
export function useStepErrors(id: string): Record<string, string> {
  const prefix = `nodes.${id}.`;
  return Object.fromEntries(
    Object.entries(useFlow().draft.errors).flatMap(([field, problem]) =>
      field.startsWith(prefix) ? [[field.slice(prefix.length), problem]] : [],
    ),
  );
}
