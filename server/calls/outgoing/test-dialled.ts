import { type Line, readCall } from "../../../test/calls.ts";

interface Dialled {
  id: string;
}

/** What the carrier tells of calls that somebody on this line has placed. */
export function onDialled(line: Line) {
  /** The name that the carrier gives to it. */
  const nameOf = ({ id }: Dialled) => `dialled ${id}`;
  const tell = (call: Dialled, input: Parameters<Line["door"]["tell"]>[1]) =>
    line.door.tell(nameOf(call), input);
  /** The leg of whoever placed it. */
  const legOf = async (call: Dialled) => {
    const [first] = (await readCall(line, call)).legs;
    if (!first) throw new Error("Nobody has a leg in this call.");
    return first.id;
  };
  const connect = async (call: Dialled) => line.door.tellLeg(await legOf(call), { state: "connected" });
  return { nameOf, tell, legOf, connect };
}
