import type { ReactNode } from "react";
import type { Call, CallLeg } from "../../../../server/contract/calls.ts";
import { absentOf, isOver, takersOf } from "../../lib/calls.ts";
import { usePeople } from "../../lib/directory.ts";
import { listed } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { PhoneNumber } from "../phone-number.tsx";
import classes from "./calls.module.css";

export const hasFacts = (call: Call): boolean =>
  call.number !== null || call.choices.length + takersOf(call).length + absentOf(call).length > 0;

/** The number at the other side, what the caller chose, whom they talked with, or talk with now, and who did not come. */
export function CallFacts({ call }: { call: Call }) {
  const { number, contact } = call;
  const people = usePeople();
  const nameOf = (leg: CallLeg) =>
    people.get(leg.personId ?? "")?.name ?? leg.number ?? t("common.removedPerson");
  const takers = takersOf(call)
    .filter(({ state }) => isOver(call) || state === "connected")
    .map(nameOf);
  const callers = call.direction === "out" && !call.answeredAt ? call.legs.slice(0, 1).map(nameOf) : [];
  const absent = absentOf(call).map(({ leg, reason }) =>
    t("calls.absentOne", { name: nameOf(leg), reason: t(`calls.absentReason.${reason}`) }),
  );
  const choices = call.choices.map(({ digit, label }) => label || digit);
  if (!hasFacts(call)) return null;
  return (
    <dl className={classes.facts}>
      {number && (
        <Fact name={t("calls.number")}>
          <PhoneNumber number={number} contact={contact} conversationId={call.conversationId} />
        </Fact>
      )}
      {choices.length > 0 && <Fact name={t("calls.choices")}>{listed(choices)}</Fact>}
      {callers.length > 0 && <Fact name={t("calls.callers")}>{listed(callers)}</Fact>}
      {takers.length > 0 && <Fact name={t(`calls.${takersWord(call)}`)}>{listed([...new Set(takers)])}</Fact>}
      {absent.length > 0 && <Fact name={t("calls.absent")}>{listed([...new Set(absent)])}</Fact>}
    </dl>
  );
}

function takersWord(call: Call): "takers" | "takersHeld" | "takersNow" {
  if (isOver(call)) return "takers";
  return call.isHeld ? "takersHeld" : "takersNow";
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
