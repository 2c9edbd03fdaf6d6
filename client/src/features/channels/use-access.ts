import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { answerTo } from "./access-answer.ts";
import type { Field } from "./fields.ts";

interface AccessOf {
  connector: string;
  /** The page of ours that the provider sends back to. */
  authorisedAt: string | null;
  channelId?: string;
  fields: Field[];
  /** What the form holds. */
  values: Record<string, unknown>;
  /** What would be saved of it now. */
  settings: Record<string, unknown>;
}

interface Question extends Pick<AccessOf, "connector" | "channelId" | "values" | "settings"> {
  popup: Window | null;
  signal: AbortSignal;
}

interface Outcome {
  authorisation?: string;
  problem?: string;
}

export type Access = ReturnType<typeof useAccess>;

/** Access that an admin allows in a window of the provider's; saved with the settings, as `authorisation`. */
export function useAccess({ fields, authorisedAt, ...typed }: AccessOf) {
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);
  const ask = useMutation({ mutationFn: askForAccess });
  // Access to one provider's account is none to another's.
  const decisive = Object.keys(fields.find(({ isAuthorised }) => isAuthorised)?.showWhen ?? {});
  const asked = ask.variables?.values;
  const isCurrent = asked && decisive.every((key) => asked[key] === typed.values[key]);
  return {
    authorisedAt,
    isWaiting: Boolean(isCurrent && ask.isPending),
    problem: isCurrent ? ask.data?.problem : undefined,
    error: isCurrent ? ask.error : null,
    authorisation: isCurrent ? ask.data?.authorisation : undefined,
    submittedAt: ask.submittedAt,
    allow() {
      asking.current?.abort();
      asking.current = new AbortController();
      // At the click itself: a window that opens later is blocked as unwanted.
      const popup = window.open("", "channel-access", "popup,width=600,height=760");
      ask.mutate({ ...typed, popup, signal: asking.current.signal });
    },
    reset: ask.reset,
  };
}

async function askForAccess({ popup, signal, values: _, ...typed }: Question): Promise<Outcome> {
  if (!popup) return { problem: t("channels.access.blocked") };
  const address = await addressFor(typed, popup, signal);
  const state = new URL(address).searchParams.get("state") ?? "";
  const answered = answerTo(state, signal);
  popup.location.replace(address);
  popup.focus();
  const answer = await answered;
  if ("problem" in answer) return { problem: t("channels.access.refused", { problem: answer.problem }) };
  return call("POST /channels/authorisations", { body: { ...typed, ...answer } });
}

async function addressFor(
  typed: Omit<Question, "popup" | "signal" | "values">,
  popup: Window,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { address } = await call("POST /channels/authorisation-requests", { body: typed });
    signal.throwIfAborted();
    return address;
  } catch (error) {
    // Asked again meanwhile, the window is the later question's.
    if (!signal.aborted) popup.close();
    throw error;
  }
}
