import type { ReactNode } from "react";
import type { Call, CallLeg } from "../../../../server/contract/calls.ts";
import { isOver, takersOf } from "../../lib/calls.ts";
import { usePeople } from "../../lib/directory.ts";
import { listed } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { PhoneNumber } from "../phone-number.tsx";
import classes from "./calls.module.css";

export const hasFacts = (call: Call): boolean =>
  call.number !== null || call.choices.length + takersOf(call).length > 0;

/** The number at the other side, what the caller chose, and whom they talked with, or talk with now. */
export function CallFacts({ call }: { call: Call }) {
  const { number, contact } = call;
  const people = usePeople();
  const nameOf = (leg: CallLeg) =>
    people.get(leg.personId ?? "")?.name ?? leg.number ?? t("common.removedPerson");
  const takers = takersOf(call)
    .filter(({ state }) => isOver(call) || state === "connected")
    .map(nameOf);
  const callers = call.direction === "out" && !call.answeredAt ? call.legs.slice(0, 1).map(nameOf) : [];
  const choices = call.choices.map(({ digit, label }) => label || digit);
  if (!hasFacts(call)) return null;
  return (
    <dl className={classes.facts}>
      {number && (
        <Fact name={t("calls.number")}>
          <PhoneNumber number={number} contact={contact} />
        </Fact>
      )}
      {choices.length > 0 && <Fact name={t("calls.choices")}>{listed(choices)}</Fact>}
      {callers.length > 0 && <Fact name={t("calls.callers")}>{listed(callers)}</Fact>}
      {takers.length > 0 && (
        <Fact name={t(isOver(call) ? "calls.takers" : "calls.takersNow")}>
          {listed([...new Set(takers)])}
        </Fact>
      )}
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
