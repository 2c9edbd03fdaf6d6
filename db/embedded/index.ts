import { openDataFolder } from "../data-folder.ts";
import { StartError } from "../start-error.ts";
import { findBinaries } from "./binaries.ts";
import { lockFolder } from "./folder-lock.ts";
import { keepRunning } from "./keep-running.ts";
import { checkVersion, makeCluster } from "./make-cluster.ts";
import { readPassword } from "./password.ts";
import { choosePlace } from "./place.ts";
import { settings } from "./settings.ts";
import { stopOrphan } from "./stop-orphan.ts";
import { embeddedUrl } from "./url.ts";

export interface EmbeddedServer {
  url: string;
  /** Folder that holds the database; outside the data folder when root had to put it elsewhere. */
  location: string;
  /** What had to be put where the database's OS user can enter. */
  elsewhere: string[];
  stop(): Promise<void>;
}

/**
 * Starts the private PostgreSQL of a data folder, making it at the first start.
 * @throws StartError with one sentence for whoever started us.
 */
export async function startEmbedded(options: {
  dataDir: string;
  log?: (message: string) => void;
  /** Server settings of a test run. */
  settings?: Record<string, string>;
}): Promise<EmbeddedServer> {
  const folder = await openDataFolder(options.dataDir);
  const locks: { release(): void }[] = [];
  const release = () => {
    for (const lock of locks) lock.release();
  };
  try {
    locks.push(lockFolder(folder.path));
    const binaries = await findBinaries();
    const place = await choosePlace(folder, binaries);
    // Two copies of one data folder can point at the same database elsewhere.
    if (place.home !== folder.path) locks.push(lockFolder(place.home));
    await makeCluster(place, folder.path);
    await checkVersion(place.cluster, binaries.major);
    const password = await readPassword(folder.path);
    await stopOrphan(place.cluster, password);
    const server = await keepRunning(place, { ...settings, ...options.settings }, options.log ?? (() => {}));
    let stopped: Promise<void> | undefined;
    return {
      url: embeddedUrl(server.port, password),
      location: place.home,
      elsewhere: [
        ...(place.home === folder.path ? [] : [place.home]),
        ...(place.binaries === binaries.folder ? [] : [place.binaries]),
      ],
      stop() {
        stopped ??= server.stop().finally(release);
        return stopped;
      },
    };
  } catch (error) {
    release();
    throw explain(error, folder.path);
  }
}

const ofTheSystem = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

function explain(error: unknown, dataDir: string) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!ofTheSystem.has(code ?? "")) return error;
  return new StartError(`The database in the data folder ${dataDir} cannot be started: ${message}.`, {
    cause: error,
  });
}
