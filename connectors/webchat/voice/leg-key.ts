import type { ConnectorContext, LegRef } from "../../contract.ts";
import { isSame } from "../token.ts";

type Sign = ConnectorContext<unknown>["sign"];

/**
 * Says to this connector alone whose leg it is, and proves that it is one of this call: so nobody has to remember which legs
 * a call has, and who gets it does not learn who is there.
 */
export function legKeyOf(call: string, { id, to }: LegRef, sign: Sign): string {
  const personId = to.kind === "person" ? to.personId : "";
  const masked = mask(Buffer.from(personId), maskOf(call, id, sign)).toString("hex");
  return `${masked}.${sealOf(call, id, masked, sign)}`;
}

/** Whose leg it is; undefined where the key is not that of this leg and call. */
export function openLegKey(
  call: string,
  { legId, key }: { legId: string; key: string },
  sign: Sign,
): string | undefined {
  const [masked = "", seal = ""] = key.split(".");
  if (!isSame(seal, sealOf(call, legId, masked, sign))) return undefined;
  return mask(Buffer.from(masked, "hex"), maskOf(call, legId, sign)).toString();
}

const sealOf = (call: string, legId: string, masked: string, sign: Sign) =>
  sign(`leg:${call}:${legId}:${masked}`);

/** Longer than an id, and another one for each leg. */
const maskOf = (call: string, legId: string, sign: Sign) => Buffer.from(sign(`mask:${call}:${legId}`));

const mask = (bytes: Buffer, by: Buffer) => Buffer.from(bytes.map((byte, at) => byte ^ (by[at] ?? 0)));
