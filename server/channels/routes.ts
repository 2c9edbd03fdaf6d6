import { registry } from "../../connectors/registry.ts";
import type { Handlers } from "../http/route.ts";
import { listQuarantine } from "../ingest/list-quarantine.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { archiveChannel } from "./archive-channel.ts";
import { finishAuthorisation, requestAuthorisation } from "./authorise.ts";
import { createChannel } from "./create-channel.ts";
import { findDeliveries } from "./deliveries.ts";
import { glance } from "./glance.ts";
import { listValues } from "./list-values.ts";
import { placePretendCall } from "./place-pretend-call.ts";
import { presentChannel, presentConnector, presentSummary } from "./present.ts";
import { findChannels, findChannelsMet, getChannel } from "./queries.ts";
import type { Values } from "./settings.ts";
import { showFile } from "./show-file.ts";
import { updateChannel } from "./update-channel.ts";
import { useAuthorisation } from "./use-authorisation.ts";

export function channelsHandlers(deps: Deps): Handlers {
  const present = async (access: Access, id: string, made?: Values) =>
    presentChannel(deps, await getChannel(deps, access, id), made);

  return {
    "GET /connectors": async () => registry.map((connector) => presentConnector(deps, connector)),
    "GET /channels/summary": async ({ access }) => (await findChannelsMet(deps, access)).map(presentSummary),
    "GET /channels": async ({ access }) =>
      (await findChannels(deps, access)).map((channel) => presentChannel(deps, channel)),
    "POST /channels": async ({ access, body: { authorisation, ...body } }) => {
      const given = { access, of: body, authorisation, settings: body.settings };
      const settings = (await useAuthorisation(deps, given)) ?? {};
      const { id, made } = await createChannel(deps, { ...body, settings, access });
      return present({ ...access, channelIds: [...access.channelIds, id] }, id, made);
    },
    "GET /channels/:id": async ({ access, params }) => present(access, params.id),
    "POST /channels/authorisation-requests": async ({ access, body }) =>
      requestAuthorisation(deps, { ...body, access }),
    "POST /channels/authorisations": async ({ access, body }) =>
      finishAuthorisation(deps, { ...body, access }),
    "POST /channels/listed-values": async ({ access, body }) => ({
      values: await listValues(deps, { ...body, access }),
    }),
    "POST /channels/:id/pretend-calls": ({ access, params, body }) =>
      placePretendCall(deps, { ...body, access, id: params.id }),
    "PATCH /channels/:id": async ({ access, params, body: { authorisation, ...body } }) => {
      const of = { channelId: params.id };
      const settings = await useAuthorisation(deps, { access, of, authorisation, settings: body.settings });
      const { made } = await updateChannel(deps, { ...body, settings, access, id: params.id });
      return present(access, params.id, made);
    },
    "DELETE /channels/:id": async ({ access, params }) => archiveChannel(deps, { access, id: params.id }),
    "GET /files/:id/page": (call) => showFile(deps, call),
    "GET /quarantine": ({ access, query }) =>
      listQuarantine(deps, { access, ...query }, (...file) => glance(registry, ...file)),
    "GET /channels/:id/deliveries": async ({ access, params, query }) => {
      const { id } = await getChannel(deps, access, params.id);
      return findDeliveries(deps, id, query);
    },
  };
}
