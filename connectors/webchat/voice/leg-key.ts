import type { ConnectorContext, LegRef } from "../../contract.ts";
import { isSame } from "../token.ts";

type Sign = ConnectorContext<unknown>["sign"];

/** Names whose leg it is, and proves that it is one of this call: so nobody has to remember which legs a call has. */
export function legKeyOf(call: string, { id, to }: LegRef, sign: Sign): string {
  const personId = to.kind === "person" ? to.personId : "";
  return `${personId}.${sealOf(call, id, personId, sign)}`;
}

/** Whose leg it is; undefined where the key is not that of this leg and call. */
export function openLegKey(
  call: string,
  { legId, key }: { legId: string; key: string },
  sign: Sign,
): string | undefined {
  const [personId = "", seal = ""] = key.split(".");
  return isSame(seal, sealOf(call, legId, personId, sign)) ? personId : undefined;
}

const sealOf = (call: string, legId: string, personId: string, sign: Sign) =>
  sign(`leg:${call}:${legId}:${personId}`);
