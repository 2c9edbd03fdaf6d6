import { beforeEach, expect, test } from "vitest";
import { newId } from "../../../db/schema/columns.ts";
import { workspace } from "../../../db/schema/workspace.ts";
import { accessOf, makePerson } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import type { Access } from "../../permissions/access.ts";
import { changeCallFlow } from "./change-call-flow.ts";
import { createCallFlow } from "./create-call-flow.ts";

/** Telephones that flows pass callers on to. */
const { hub, line } = await setLine();

let access: Access;
beforeEach(async () => {
  await hub.deps.db.delete(workspace);
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});

let made = 0;
const [out, end] = [newId(), newId()];
const valuesWith = (number: string) => ({
  name: `Flow ${++made}`,
  entry: out,
  nodes: {
    [out]: { type: "transfer" as const, prompt: null, number, timeoutSeconds: 20, otherwise: end },
    [end]: { type: "hangUp" as const, prompt: null },
  },
});
const keep = (number: string) => createCallFlow(line.deps, { access, values: valuesWith(number) });

test.each([
  ["an emergency number", "+49112"],
  ["one with a price of its own", "+499001234567"],
  ["our own, which leads back here", "+4930555001"],
  ["one in a country that is not called", "+33123456789"],
])("%s is refused, with its field", async (_what, number) => {
  const refused = { code: "invalid", fields: { [`nodes.${out}.number`]: expect.any(String) } };
  await expect(keep(number)).rejects.toMatchObject(refused);
  const callFlowId = await keep("+4930123456");
  const change = { access, callFlowId, version: 1, values: valuesWith(number) };
  await expect(changeCallFlow(line.deps, change)).rejects.toMatchObject(refused);
});

test("one in a country that an admin allows is kept", async () => {
  await hub.deps.db.insert(workspace).values({ calling: { countries: ["FR"], callsPerHour: 60 } });
  await keep("+33123456789");
  await expect(keep("+4930123456")).rejects.toMatchObject({ code: "invalid" });
});

test("while no channel calls telephones an ordinary number of any country is kept, and no other", async () => {
  line.voice.dial = undefined;
  line.deps.carriers.voiceOf = () => undefined;
  await keep("+33123456789");
  await expect(keep("+499001234567")).rejects.toMatchObject({ code: "invalid" });
});
