import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import {
  Logger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Logger as Log } from "pino";
import type { Deps } from "./deps.ts";
import { type JobHandlers, outwardJobs, rounds } from "./jobs.ts";
import { beatForWorker } from "./worker-beat.ts";

const concurrency = 6;
const restartAfterMs = 1_000;

export interface Worker {
  /** Finishes what is in hand and takes nothing new. */
  stop(): Promise<void>;
}

/** Runs jobs until it is stopped; what a killed worker had in hand runs again within 30 s. */
export async function startWorker(deps: Deps, handlers: JobHandlers[]): Promise<Worker> {
  const stopping = new AbortController();
  const tasks = Object.entries(asTasks(handlers, stopping.signal));
  const groups = [true, false].map((isOutward) =>
    tasks.filter(([name]) => outwardJobs.has(name) === isOutward),
  );
  const workers = await Promise.all(
    groups.filter((group) => group.length > 0).map((group) => keepRunning(deps, Object.fromEntries(group))),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

async function keepRunning(deps: Deps, tasks: TaskList): Promise<Worker> {
  const stopping = new AbortController();
  let current = await startRunner(deps, tasks);

  async function watch() {
    for (;;) {
      await current.ended;
      if (stopping.signal.aborted) return;
      deps.log.error("The job worker stopped by itself; starting it anew");
      await restart();
      if (stopping.signal.aborted) return current.stop();
    }
  }

  async function restart() {
    for (;;) {
      await delay(restartAfterMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        current = await startRunner(deps, tasks);
        return;
      } catch (err) {
        deps.log.warn({ err }, "The job worker cannot start; trying again");
      }
    }
  }

  const done = watch();
  return {
    async stop() {
      stopping.abort();
      await current.stop();
      await done;
    },
  };
}

async function startRunner(deps: Deps, tasks: TaskList) {
  const events: WorkerEvents = new EventEmitter();
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  const runner = await run({
    pgPool: deps.pool,
    taskList: tasks,
    concurrency,
    noHandleSignals: true,
    parsedCronItems: roundsOf(tasks),
    events,
    logger: toPino(deps.log),
    // Without batches the library leaves the promise that marks a job done alone, and a lost connection ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const beat = await beatForWorker(deps, poolId).catch(async (error) => {
    await runner.stop();
    throw error;
  });
  const ended = endOf(runner, deps.log).then(() => beat.stop());
  return {
    ended,
    async stop() {
      // Refused when it has ended by itself.
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}

async function endOf(runner: Runner, log: Log) {
  try {
    await runner.promise;
  } catch (err) {
    log.error({ err }, "The job worker failed");
  }
}

function roundsOf(tasks: TaskList): ParsedCronItem[] {
  const items = Object.keys(tasks).flatMap((task) => {
    const match = rounds.get(task);
    return match === undefined ? [] : [{ task, match, options: { jobKey: task, maxAttempts: 3 } }];
  });
  return parseCronItems(items);
}

function asTasks(handlers: JobHandlers[], stopping: AbortSignal): TaskList {
  const tasks: TaskList = {};
  for (const [name, handler] of handlers.flatMap((some) => Object.entries(some))) {
    if (tasks[name]) throw new Error(`Two parts handle the job ${name}.`);
    tasks[name] = (payload) => (handler as Task)(payload, stopping);
  }
  return tasks;
}

/** Payloads are written by `addJob` alone, which checks their shape against the name when it is compiled. */
type Task = (payload: unknown, stopping: AbortSignal) => Promise<void>;

function toPino(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ err: meta?.error }, message);
    else if (level === "warning") log.warn(message);
    else log.debug(message);
  });
}
