import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { findFreePort, launch } from "./launch.ts";
import type { Place } from "./place.ts";

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

const portTries = 3;
const farewellMs = 1_000;
const maxPauseMs = 5_000;

/** Runs the server until `stop`; one that ends by itself is started again on the same port. */
export async function keepRunning(
  place: Place,
  settings: Record<string, string>,
  log: (message: string) => void,
): Promise<RunningServer> {
  let { port, child } = await launchOnFreePort(place, settings);
  let isStopping = false;
  // Reached also when this process leaves without `stop`; a server that nobody needs must not stay.
  const end = () => child.kill("SIGINT");
  process.once("exit", end);

  async function watch() {
    await exited(child);
    for (let tried = 0; !isStopping; tried++) {
      log("The database server ended by itself; it is started again.");
      await delay(Math.min(100 * 2 ** tried, maxPauseMs));
      if (isStopping) return;
      try {
        child = await launch(place, port, settings);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        continue;
      }
      if (isStopping) end();
      await exited(child);
      tried = 0;
    }
  }

  const watched = watch();
  const stop = async () => {
    isStopping = true;
    // First the way that lets connections end which are just closing, then the one that cuts them off.
    child.kill("SIGTERM");
    const cut = setTimeout(end, farewellMs);
    await watched;
    clearTimeout(cut);
    process.off("exit", end);
  };
  return { port, stop };
}

// The port was free a moment ago; somebody else may have taken it since.
async function launchOnFreePort(place: Place, settings: Record<string, string>) {
  for (let tried = 1; ; tried++) {
    const port = await findFreePort();
    try {
      return { port, child: await launch(place, port, settings) };
    } catch (error) {
      if (tried === portTries || !/TCP\/IP sockets/.test(String(error))) throw error;
    }
  }
}

function exited(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", resolve));
}
