import { QueryObserver } from "@tanstack/react-query";
import type { Call, CallLeg, MyCall } from "../../../../../server/contract/calls.ts";
import type { Person } from "../../../../../server/contract/people.ts";
import { call, queryKey, request } from "../../../lib/api.ts";
import { isOver } from "../../../lib/calls.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { sayToast } from "../../../lib/toast.ts";
import { type News, newsOf } from "./call-news.ts";
import { isGivenUp } from "./given-up.ts";

/** Says which legs came to nothing, and who comes and goes. */
export function announceNews(): () => void {
  let before: MyCall[] | undefined;
  const observer = new QueryObserver(queryClient, request("GET /me/phone"));
  return observer.subscribe(({ data }) => {
    if (!data) return;
    for (const news of newsOf(before ?? [], data.calls)) void announce(news);
    before = data.calls;
  });
}

async function announce(news: News) {
  if (news.type === "notAttended") return void sayToast(t("phone.supervise.notConnected"));
  if (news.type === "gone") {
    const now = await call("GET /calls/:id", { params: { id: news.call.call.id } }).catch(() => undefined);
    return void sayToast(goneWords(now ?? news.call.call));
  }
  if (news.type === "unanswered") return announceOutcome(news.call.call);
  const name = nameOf(news.leg);
  if (news.type !== "notReached") return void sayToast(t(`phone.news.${news.type}`, { name }));
  const reason = reasons.find((one) => one === news.leg.reason) ?? "failed";
  const words = t("phone.news.notReached", { name, reason: t(`phone.news.reason.${reason}`) });
  sayToast(news.isBack ? `${words} ${t("phone.news.back")}` : words);
}

async function announceOutcome({ id }: Call) {
  if (isGivenUp(id)) return;
  const now = await call("GET /calls/:id", { params: { id } }).catch(() => undefined);
  const outcome = outcomes.find((one) => one === now?.outcome);
  if (now && outcome) sayToast(t(`phone.news.outcome.${outcome}`, { name: contactName(now.contact) }));
}

const outcomes = ["busy", "noAnswer", "failed"] as const;
const reasons = ["busy", "noAnswer", "declined", "failed"] as const;

const goneWords = (now: Call): string =>
  isOver(now) ? t("phone.news.gone", { name: contactName(now.contact) }) : t("phone.news.notConnected");

function nameOf({ personId, number }: CallLeg): string {
  const people = queryClient.getQueryData<Person[]>(queryKey("GET /people"));
  return people?.find(({ id }) => id === personId)?.name ?? number ?? t("common.removedPerson");
}
