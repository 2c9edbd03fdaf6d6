import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { registry } from "../connectors/registry.ts";
import { createDb, createPool } from "../db/connect.ts";
import { newId } from "../db/schema/columns.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";
import { keepBoard } from "./board/keep-board.ts";
import { openLiveBoard } from "./board/live-board.ts";
import { createCallDoor } from "./calls/create-call-door.ts";
import { followPhones } from "./calls/legs/follow-phones.ts";
import { loseCallersOf } from "./calls/lost/lose-callers-of.ts";
import { watchCallers } from "./calls/lost/watch-callers.ts";
import { createListeningPasses } from "./calls/recordings/create-listening-passes.ts";
import { ownRecordings } from "./calls/recordings/own-recordings.ts";
import { createChannels } from "./channels/create-channels.ts";
import { defaultRules } from "./channels/default-rules.ts";
import { createHandlers, createJobs } from "./domains.ts";
import { findCaller } from "./http/authenticate.ts";
import { createClientIp } from "./http/client-ip.ts";
import { createApp } from "./http/create-app.ts";
import { createLimits } from "./http/limits.ts";
import { closeGently, listen } from "./http/listen.ts";
import { createMetrics, measureIngest } from "./http/metrics.ts";
import { createCallLane } from "./ingest/create-call-lane.ts";
import { createIngest } from "./ingest/create-ingest.ts";
import { systemClock } from "./lib/clock.ts";
import type { Carriers, Deps } from "./lib/deps.ts";
import type { Env } from "./lib/env.ts";
import { createFileStore } from "./lib/file-store.ts";
import { createLogger } from "./lib/logger.ts";
import { recordingSettings } from "./lib/recording-settings.ts";
import { connectRedis } from "./lib/redis.ts";
import { createSealer } from "./lib/sealer.ts";
import { startWorker } from "./lib/worker.ts";
import { createAuth, findSession } from "./people/auth.ts";
import { keepConnections } from "./people/keep-connections.ts";
import { createRealtime, type Realtime } from "./realtime/create-realtime.ts";
import { refuseSecondNode } from "./realtime/single-node.ts";
import { createWaitFinder } from "./routing/engine/find-wait.ts";
import { type Engine, startEngine } from "./routing/engine/start-engine.ts";
import { createWaitTeller } from "./routing/engine/tell-waits.ts";
import { followLog } from "./search/follow-log.ts";
import { createSetupToken } from "./workspace/create-setup-token.ts";

export interface HubOptions {
  env: Env;
  databaseUrl: string;
  appSecret: string;
  dataDir: string;
}

export interface Hub {
  url: string;
  /** With the one-time token, until the workspace is made. */
  setupUrl?: string;
  stop(): Promise<void>;
}

/**
 * Puts the parts together and serves, on a database that is migrated.
 * @throws StartError when the port is taken, or when another node is at work that could not know of this one.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  // Let go in the opposite order: what takes in, then what works it off, the database last.
  await using open = new AsyncDisposableStack();
  const app = Promise.withResolvers<RequestListener>();
  const server = createServer(async (request, response) => (await app.promise)(request, response));
  const port = await listen(server, options.env);
  open.defer(() => closeGently(server));

  const deps = await createDeps(options, port, {
    voiceOf: (channelId) => channels.voiceOf(channelId),
    lastVoiceOf: (channelId) => channels.lastVoiceOf(channelId),
  });
  open.defer(() => deps.pool.end());
  const redisUrl = options.env.REDIS_URL;
  open.defer(await refuseSecondNode(deps, { isShared: redisUrl !== undefined }));
  const redis = redisUrl === undefined ? undefined : await connectRedis(deps, redisUrl);
  open.defer(() => redis?.stop());

  const metrics = createMetrics();
  const ingest = createIngest(deps, { onProcessed: measureIngest(metrics, deps.clock.now) });
  open.defer(() => ingest.stop());
  const lane = createCallLane(deps);
  open.defer(() => lane.stop());
  let realtime: Realtime | undefined;
  let showState: Engine["state"] | undefined;
  const channels = createChannels(deps, {
    accept: ingest.accept,
    live: (channelId, address) => ({ send: (message) => realtime?.live(channelId, address).send(message) }),
    calls: createCallDoor(deps, { lane, findWait: createWaitFinder(deps, () => showState?.()) }),
    person: (personId, legId) => ({ send: (message) => realtime?.person(personId, legId).send(message) }),
    contactTyping: (...typing) => realtime?.contactTyping(...typing),
    async renewPipes(channelId) {
      // Before they come again, and say so.
      await loseCallersOf(deps, channelId);
      realtime?.renewPipes(channelId);
    },
  });
  open.defer(() => channels.stop());
  await ingest.start();
  await channels.start();
  const waits = createWaitTeller(deps, channels.notifyThread);
  open.defer(() => waits.stop());
  const engine = await startEngine(deps, { onWaits: waits.onWaits });
  showState = engine.state;
  open.defer(() => engine.stop());
  const callers = await watchCallers(deps, { isAlone: redisUrl === undefined });
  open.defer(() => callers.stop());
  const phones = await followPhones(deps);
  open.defer(() => phones.stop());
  const worker = await startWorker(deps, [channels.jobs, ...createJobs(deps)]);
  open.defer(() => worker.stop());
  const search = await followLog(deps);
  open.defer(() => search.stop());
  const kept = keepBoard(deps);
  open.defer(() => kept.stop());

  const auth = createAuth(deps, options.env);
  let isStopping = false;
  const passes = createListeningPasses(deps, (caller) => findCaller(deps, auth, caller));
  const renewal = setInterval(passes.renew, renewEveryMs);
  open.defer(() => clearInterval(renewal));
  const handlers = createHandlers(deps, {
    auth,
    firstChannel,
    passes,
    reread: channels.reread,
    showState: engine.state,
  });
  const made = createApp(deps, {
    env: options.env,
    auth,
    handlers,
    passes,
    door: channels.door,
    browserOrigins: channels.browserOrigins,
    metrics,
    demo: { connector: firstChannel.connector },
    limits: createLimits({ redis: redis?.commands }),
    isStopping: () => isStopping,
    requireAll: true,
  });
  app.resolve(made);
  realtime = await createRealtime(deps, {
    server,
    redis,
    findSession: (headers) => findSession(auth, headers),
    liveDoor: channels.liveDoor,
    notifyThread: channels.notifyThread,
    receiveVoice: channels.receiveVoice,
    keepConnections: (screens) => keepConnections(deps, screens),
    openBoard: () => openLiveBoard(deps),
    clientIp: createClientIp(options.env.TRUST_PROXY),
  });
  const { stop: stopSockets } = realtime;
  open.defer(async () => {
    // Open sockets keep the server from closing, so both go on at once.
    await Promise.all([closeGently(server), stopSockets()]);
  });

  const token = await createSetupToken(deps);
  const parts = open.move();
  return {
    url: deps.publicUrl,
    setupUrl: token && `${deps.publicUrl}/setup?token=${token}`,
    async stop() {
      isStopping = true;
      await parts.disposeAsync();
    },
  };
}

/** What a new workspace starts with, and the demo page shows. */
const firstChannel = {
  connector: registry[0].id,
  name: registry[0].label,
  settings: registry[0].settings.parse({}),
  rules: defaultRules,
};

const longestQueryMs = 30_000;
const renewEveryMs = 500;

async function createDeps(
  { env, databaseUrl, appSecret, dataDir }: HubOptions,
  port: number,
  voices: Pick<Carriers, "voiceOf" | "lastVoiceOf">,
): Promise<Deps> {
  const pool = createPool(databaseUrl, { max: 20, limitMs: longestQueryMs });
  const db = createDb(pool);
  const log = createLogger(env.LOG_LEVEL);
  const ownership = await ownRecordings({ db, log });
  return {
    pool,
    db,
    clock: systemClock,
    log,
    sealer: createSealer(appSecret),
    files: createFileStore(join(dataDir, "files")),
    recordings: openRecordingStore({ ...recordingSettings(env, dataDir), ...ownership }),
    carriers: { ...voices, connectSeconds: env.CALL_CONNECT_SECONDS, lossSeconds: env.CALL_LOSS_SECONDS },
    nodeId: newId(),
    isAlone: env.REDIS_URL === undefined,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
  };
}
