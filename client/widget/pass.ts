import type { Details, DetailsAsk, Pass, SessionAsk } from "../../connectors/webchat/wire.ts";
import { type Api, RequestError } from "./api.ts";
import type { Options } from "./options.ts";
import type { Store } from "./storage.ts";
import { currentVisit } from "./visit.ts";

/** The visitor's token, shared by all tabs of the site. */
export interface PassKeeper {
  current(): string | undefined;
  /** Does the work with a token, made first if there is none, and renewed once when the hub no longer knows it. */
  use<T>(work: (token: string) => Promise<T>): Promise<T>;
  giveDetails(details: Details): Promise<void>;
}

export function createPassKeeper(options: Options, api: Api, store: Store, session: Store): PassKeeper {
  const current = () => store.get("pass");

  async function make(refused?: string): Promise<string> {
    // Two tabs that start at once must be one visitor.
    return exclusively(`switchboard:${options.channelId}`, async () => {
      const known = current();
      if (known && known !== refused) return known;
      const { token } = await newSession(options, api);
      const quicker = current();
      if (quicker && quicker !== refused) return quicker;
      // A new visitor has not said who he is.
      store.remove("answered");
      store.set("pass", token);
      return token;
    });
  }

  async function use<T>(work: (token: string) => Promise<T>): Promise<T> {
    const token = current() ?? (await make());
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 401) throw error;
      return work(await make(token));
    }
  }

  return {
    current,
    use,
    async giveDetails(details) {
      const body: DetailsAsk = { details, visit: currentVisit(session) };
      const { token } = await use((known) => api.post<Pass>("details", body, known));
      store.set("pass", token);
    },
  };
}

async function newSession({ user }: Options, api: Api): Promise<Pass> {
  if (!user) return api.post("session", {});
  try {
    const ask: SessionAsk = { user: user.id, userHash: user.hash };
    return await api.post("session", ask);
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 403) throw error;
    console.warn(`Switchboard: ${error.message}`);
    return api.post("session", {});
  }
}

/** One tab at a time, where the browser knows how. */
export function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}
