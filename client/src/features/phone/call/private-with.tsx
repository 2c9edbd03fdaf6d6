import type { MyCall } from "../../../../../server/contract/calls.ts";
import { usePeople } from "../../../lib/directory.ts";
import { listed } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { otherTalkers } from "./own-leg.ts";

/** With whom one talks, or is to talk, while the caller hears music. */
export function PrivateWith({ one }: { one: MyCall }) {
  const people = usePeople();
  const others = otherTalkers(one);
  const there = others.filter(({ state }) => state === "connected");
  const name = listed(
    (there.length > 0 ? there : others).map(
      ({ personId, number }) => people.get(personId ?? "")?.name ?? number ?? t("common.removedPerson"),
    ),
  );
  return (
    <span className="cut" role="status" title={name}>
      {t(there.length > 0 ? "phone.private.talking" : "phone.private.calling", { name })}
    </span>
  );
}
