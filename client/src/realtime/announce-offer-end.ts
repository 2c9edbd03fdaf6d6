import type { EventMap } from "../../../server/contract/events.ts";
import type { Person } from "../../../server/contract/people.ts";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryKey } from "../lib/api.ts";
import { contactName } from "../lib/contact-name.ts";
import { t } from "../lib/i18n.ts";
import { queryClient } from "../lib/query-client.ts";
import { findMe } from "../lib/session.ts";
import { sayToast } from "../lib/toast.ts";
import { findMyWork } from "../lib/work.ts";

/** To whom it was held out, where they did not end it themselves: it ran out, or went to somebody else. */
export function announceOfferEnd(
  { workItemId, personId, outcome }: EventMap["workItem.offerEnded"],
  { actorId, conversation }: Pick<PushedEvent, "actorId" | "conversation">,
): void {
  const me = findMe();
  const offer = findMyWork()?.items.find((item) => item.id === workItemId && item.state === "offered");
  if (!me || !offer || personId !== me.id || actorId === me.id) return;
  const name = contactName(offer.contact);
  if (outcome === "missed") return void sayToast(t("work.offers.missed", { name }));
  if (outcome !== "withdrawn") return;
  const people = queryClient.getQueryData<Person[]>(queryKey("GET /people"));
  const nameOf = (id: string | null | undefined) => people?.find((person) => person.id === id)?.name;
  const [owner, actor] = [nameOf(conversation?.assigneeId), nameOf(actorId)];
  if (owner) sayToast(t("work.offers.went", { name, who: owner }));
  else if (actor) sayToast(t("work.offers.seenTo", { name, who: actor }));
  else sayToast(t("work.offers.gone", { name }));
}
