import { expect, test } from "vitest";
import { ConnectorError, type PretendCall } from "../../connectors/contract.ts";
import { setRoutes } from "../../test/channels/routes.ts";
import { accessOf, makePerson, makeTeam } from "../../test/factories.ts";
import { fakeVoice } from "../../test/fake-voice.ts";
import type { Access } from "../permissions/access.ts";

const routes = setRoutes();
const call: PretendCall = { from: "+442079460800", script: "talk" };

/** A channel that is tried out, whose carrier only notes what it is asked for. */
async function tryOut(pretendCall?: (call: PretendCall) => Promise<void>, more: object = {}) {
  const settings = { isTryOut: true };
  const made = await routes.create(settings, { connector: "twilio", name: "Telephone", ...more });
  const voice = { ...fakeVoice(), ...(pretendCall && { pretendCall }) };
  routes.hub.deps.carriers.voiceOf = (channelId) => (channelId === made.id ? voice : undefined);
  return made;
}

const place = (id: string, access: Access) =>
  routes.call("POST /channels/:id/pretend-calls", access, { params: { id }, body: call });
const agent = async () => accessOf(routes.hub, await makePerson(routes.hub));

test("a channel without an account is made, is said to be tried out, and takes calls from scripts", async () => {
  const placed: PretendCall[] = [];
  const { id, isPretend } = await tryOut(async (one) => void placed.push(one));
  expect(isPretend).toBe(true);
  await place(id, await routes.again());
  expect(placed).toEqual([call]);
});

test("what is wrong with a script stands at its field, in words of the script", async () => {
  const { id } = await tryOut(async () => {
    throw new ConnectorError("rejected", '"dance" is not understood.');
  });
  expect(await routes.failure(place(id, await routes.again()))).toMatchObject({
    code: "invalid",
    fields: { script: '"dance" is not understood.' },
  });
});

test("only an admin places them, at a channel of theirs whose calls are pretended", async () => {
  const team = await makeTeam(routes.hub);
  const { id } = await tryOut(async () => {});
  expect(await routes.failure(place(id, await agent()))).toMatchObject({ code: "forbidden" });
  expect(await routes.failure(place(team.id, await routes.again()))).toMatchObject({ code: "not_found" });
  const real = await routes.create();
  expect(real.isPretend).toBe(false);
  expect(await routes.failure(place(real.id, await routes.again()))).toMatchObject({ code: "conflict" });
});

const list = (body: object, access: Access = routes.admin) =>
  routes.call("POST /channels/listed-values", access, {
    body: { connector: "twilio", settings: {}, field: "number", ...body },
  });

test("a provider's values are listed from what is typed so far, on top of what is kept", async () => {
  const invented = await list({ settings: { isTryOut: true, accountSid: "AC not whole yet" } });
  expect(invented.values[0]).toMatchObject({ value: "+442079460101" });
  const { id } = await tryOut();
  expect(await list({ channelId: id }, await routes.again())).toEqual(invented);
  await expect(list({ channelId: id, settings: { isTryOut: false } }, await routes.again())).rejects.toThrow(
    "Enter the account SID and the auth token first.",
  );
});

test("they are listed for admins, for settings that have such, of their own channels", async () => {
  const refused = (body: object, access?: Access) => routes.failure(list(body, access));
  expect(await refused({}, await agent())).toMatchObject({ code: "forbidden" });
  expect(await refused({ field: "authToken" })).toMatchObject({ fields: { field: expect.any(String) } });
  expect(await refused({ connector: "api" })).toMatchObject({ fields: { field: expect.any(String) } });
  expect(await refused({ settings: { colour: "red" } })).toMatchObject({ code: "invalid" });
  const { id } = await routes.create();
  expect(await refused({ channelId: id }, await routes.again())).toMatchObject({ code: "invalid" });
});

test("no secret is said back with what the provider answers", async () => {
  const settings = {
    accountSid: `AC${"0".repeat(32)}`,
    authToken: "a-token-that-nobody-else-sees",
    apiUrl: "http://127.0.0.1:9",
  };
  const error = await routes.failure(list({ settings }));
  expect(error).toMatchObject({ kind: "unavailable" });
  expect(String(error)).not.toContain(settings.authToken);
});
