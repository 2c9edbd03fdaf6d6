import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { Outbound, Sent } from "../../connectors/contract.ts";
import type { Deps } from "../../server/lib/deps.ts";
import type { Route } from "../../server/outbound/route.ts";
import { createSender } from "../../server/outbound/send-interactions.ts";
import {
  makeContact,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../factories.ts";

interface Stage {
  hub: TestHub;
  conversation: Awaited<ReturnType<typeof makeConversation>>;
  author: { id: string };
  /** What the provider does with each message, and what it was given. */
  provider(message: Outbound): Promise<Sent>;
  taken: Outbound[];
  refusesDuplicates: boolean;
  /** Instead of the open one. */
  route: Route | undefined;
}

/** A conversation of its own for each test, and a provider that the test plays. */
export function setOutbox() {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.hub = await testHub();
    stage.author = await makePerson(stage.hub, { name: "Anna" });
  });
  beforeEach(async () => {
    const identities = [{ kind: "email", address: `${randomUUID()}@example.com` }];
    const contact = await makeContact(stage.hub, { identities });
    stage.conversation = await makeConversation(stage.hub, { contactId: contact.id });
    stage.provider = async () => ({});
    stage.taken = [];
    stage.refusesDuplicates = false;
    stage.route = undefined;
  });
  afterEach(() => stage.hub.setClock());
  afterAll(() => stage.hub.close());

  const openRoute = ({ letters = false } = {}): Route => ({
    way: "open",
    letters,
    refusesDuplicates: stage.refusesDuplicates,
    scrub: (value) => value,
    send(message) {
      stage.taken.push(message);
      return stage.provider(message);
    },
  });

  const sender = (deps: Deps = stage.hub.deps) =>
    createSender(deps, { findRoute: async () => stage.route ?? openRoute(), onSent: () => {} });

  return Object.assign(stage, {
    sender,
    openRoute,
    /** The provider takes what it gets, and answers once it may go on. */
    holdProvider() {
      const taken = Promise.withResolvers<void>();
      const may = Promise.withResolvers<void>();
      stage.provider = async () => {
        taken.resolve();
        await may.promise;
        return {};
      };
      return { isTaken: taken.promise, goOn: may.resolve };
    },
    send: (interactionId: string, stopping = new AbortController().signal) =>
      sender()({ interactionId }, stopping),
    async write(text = "Hello") {
      const values = { authorId: stage.author.id, state: "queued", text } as const;
      return (await makeInteraction(stage.hub, stage.conversation, values)).id;
    },
    async look(id: string) {
      const { rows } = await stage.hub.deps.pool.query(
        `select i.state, i.failure, i.external_id as "externalId", i.version,
          coalesce((select json_agg(d.state order by d.attempt) from deliveries d where d.interaction_id = i.id), '[]') as attempts
        from interactions i where id = $1`,
        [id],
      );
      return rows[0];
    },
    async states(id: string) {
      return (await stage.hub.events()).flatMap((event) =>
        event.type === "interaction.stateChanged" && event.data.interactionId === id
          ? [event.data.state.to]
          : [],
      );
    },
    sayAlive: (nodeId: string) =>
      stage.hub.deps.pool.query(
        "insert into leases (name, holder, expires_at) values ($1, $2, now() + '1 minute')",
        [`jobs:${nodeId}`, nodeId],
      ),
  });
}
