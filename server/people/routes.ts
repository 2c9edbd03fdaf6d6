import { lastPosition } from "../events/queries.ts";
import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { getWorkspaceName } from "../workspace/get-workspace-name.ts";
import { changeAvailability } from "./change-availability.ts";
import { createInvitation, createPasswordLink } from "./create-access-link.ts";
import { createApiKey } from "./create-api-key.ts";
import { createTeam } from "./create-team.ts";
import { deleteTeam } from "./delete-team.ts";
import { presentAccessLink, presentApiKey, presentMe, presentPerson } from "./present.ts";
import * as queries from "./queries.ts";
import { removePerson } from "./remove-person.ts";
import { restorePerson } from "./restore-person.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";
import { updateMe } from "./update-me.ts";
import { updatePerson } from "./update-person.ts";
import { updateTeam } from "./update-team.ts";
import { useAccessLink } from "./use-access-link.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";

export const peopleHandlers = (deps: Deps): Handlers => ({
  ...own(deps),
  ...ofPeople(deps),
  ...ofLinks(deps),
  ...ofTeams(deps),
  ...ofApiKeys(deps),
});

const own = (deps: Deps): Handlers => ({
  "GET /me": ({ access }) => readMe(deps, access.personId),
  "PATCH /me": async ({ access, body }) => {
    await updateMe(deps, { access, change: body });
    return readMe(deps, access.personId);
  },
  "DELETE /me/sessions": ({ access: { personId } }) =>
    signOutEverywhere(deps, { personId, actorId: personId }),
});

async function readMe(deps: Deps, personId: string) {
  const position = await lastPosition(deps);
  return presentMe(await queries.getPerson(deps, personId), position);
}

const ofPeople = (deps: Deps): Handlers => ({
  "GET /people": async () => (await queries.listPeople(deps)).map(presentPerson),
  "PATCH /people/:id": async ({ access, params, body }) => {
    await updatePerson(deps, { access, personId: params.id, change: body });
    return presentPerson(await queries.getPerson(deps, params.id));
  },
  "PUT /people/:id/availability": async ({ access, params, body }) => {
    await changeAvailability(deps, { access, personId: params.id, ...body });
    return presentPerson(await queries.getPerson(deps, params.id));
  },
  "DELETE /people/:id": ({ access, params }) => removePerson(deps, { access, personId: params.id }),
  "POST /people/:id/restoration": async ({ access, params }) => {
    await restorePerson(deps, { access, personId: params.id });
    return presentPerson(await queries.getPerson(deps, params.id));
  },
  "DELETE /people/:id/sessions": ({ access, params }) =>
    signOutEverywhere(deps, { personId: params.id, actorId: access.personId }),
  "POST /people/:id/password-links": async ({ access, params }) => {
    const { link, url } = await createPasswordLink(deps, { access, personId: params.id });
    return presentAccessLink(link, url);
  },
});

const ofLinks = (deps: Deps): Handlers => ({
  "GET /invitations": async () =>
    (await queries.listInvitations(deps)).map((link) => presentAccessLink(link)),
  "POST /invitations": async ({ access, body }) => {
    const { link, url } = await createInvitation(deps, { access, ...body });
    return presentAccessLink(link, url);
  },
  "DELETE /invitations/:id": ({ params }) => withdrawInvitation(deps, params.id),
  "GET /access-links/:token": async ({ params }) => {
    const { kind, email } = await queries.getUsableLink(deps, params.token);
    return { kind, email, workspace: await getWorkspaceName(deps) };
  },
  "POST /access-links/:token": ({ params, body }) => useAccessLink(deps, { ...params, ...body }),
});

const ofTeams = (deps: Deps): Handlers => ({
  "GET /teams": () => queries.listTeams(deps),
  "POST /teams": async ({ access, body }) =>
    queries.getTeam(deps, await createTeam(deps, { access, ...body })),
  "PATCH /teams/:id": async ({ access, params, body }) => {
    await updateTeam(deps, { access, teamId: params.id, change: body });
    return queries.getTeam(deps, params.id);
  },
  "DELETE /teams/:id": ({ access, params }) => deleteTeam(deps, { access, teamId: params.id }),
});

const ofApiKeys = (deps: Deps): Handlers => ({
  "GET /api-keys": async ({ access }) =>
    (await queries.listApiKeys(deps, access.personId)).map((row) => presentApiKey(row)),
  "POST /api-keys": async ({ access, body }) => {
    const { row, key } = await createApiKey(deps, { access, ...body });
    return presentApiKey(row, key);
  },
  "DELETE /api-keys/:id": ({ access, params }) => revokeApiKey(deps, { access, id: params.id }),
});
