import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { findQuietPort } from "../../test/setup/quiet-port.ts";
import type { Settings } from "./settings.ts";
import { dovecotConfig } from "./test-dovecot-config.ts";
import { deliverByLmtp } from "./test-lmtp.ts";

/** A real Dovecot of a test's own; it has every user, with the password `secret`. */
export interface TestDovecot {
  imapPort: number;
  lmtpPort: number;
  /** What a channel for that user has to be told. */
  settingsFor(user: string): Pick<Settings, "address" | "user" | "password" | "folders"> & Partial<Settings>;
  /** As a mail system hands it over. */
  deliver(user: string, mail: string | Buffer): Promise<void>;
  /** As a mail program stores it. */
  append(user: string, folder: string, mails: (string | Buffer)[], at?: Date): Promise<void>;
  withClient<T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T>;
  /** Makes the folder forget what it called its mails. */
  changeUidValidity(user: string, folder?: string): void;
  /** All that belongs to it dies at once. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Nothing it has is answered any longer, and nobody is told; until `thaw`. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export const domain = "shop.example";

export async function startDovecot(program: string): Promise<TestDovecot> {
  const folder = mkdtempSync(join(tmpdir(), "sb-dovecot-"));
  const [imapPort, lmtpPort] = [await findQuietPort(), await findQuietPort()];
  const owner = mailOwner();
  for (const name of ["", "mail", "run", "state"]) {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true, mode: 0o755 });
    chownSync(
      path,
      name === "mail" ? owner.uid : userInfo().uid,
      name === "mail" ? owner.gid : userInfo().gid,
    );
  }
  execFileSync("chmod", ["755", folder]);
  writeFileSync(join(folder, "dovecot.conf"), dovecotConfig({ folder, imapPort, lmtpPort, owner }));
  let child: ChildProcess | undefined;
  const onExit = () => signal("SIGKILL");
  process.once("exit", onExit);

  /** The group, so that its processes for each connection go with it. */
  function signal(name: NodeJS.Signals) {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, name);
  }

  const dovecot: TestDovecot = {
    imapPort,
    lmtpPort,
    settingsFor(user) {
      const address = `${user}@${domain}`;
      const imap = { imapHost: "127.0.0.1", imapPort, imapSecurity: "none" as const };
      const smtp = { smtpHost: "127.0.0.1", smtpPort: 1, smtpSecurity: "none" as const };
      return { address, user: address, password: "secret", folders: ["INBOX"], ...imap, ...smtp };
    },
    async deliver(user, mail) {
      await deliverByLmtp(lmtpPort, `${user}@${domain}`, mail);
    },
    append: (user, path, mails, at) =>
      dovecot.withClient(user, async (client) => {
        if (path !== "INBOX") await client.mailboxCreate(path);
        for (const mail of mails) await client.append(path, Buffer.from(mail), [], at);
      }),
    async withClient(user, work) {
      const auth = { user: `${user}@${domain}`, pass: "secret" };
      const client = new ImapFlow({
        host: "127.0.0.1",
        port: imapPort,
        secure: false,
        doSTARTTLS: false,
        auth,
        logger: false,
        disableAutoIdle: true,
      });
      client.on("error", () => {});
      await client.connect();
      try {
        return await work(client);
      } finally {
        client.close();
      }
    },
    changeUidValidity(user, path = "INBOX") {
      const maildir = join(
        folder,
        "mail",
        `${user}@${domain}`,
        "Maildir",
        path === "INBOX" ? "" : `.${path}`,
      );
      const next = validityIn(join(maildir, "dovecot-uidlist")) + 1;
      rmSync(join(maildir, "dovecot.index"), { force: true });
      rmSync(join(maildir, "dovecot.index.log"), { force: true });
      rmSync(join(maildir, "dovecot.index.cache"), { force: true });
      writeFileSync(join(maildir, "dovecot-uidlist"), `3 V${next} N1\n`);
      chownSync(join(maildir, "dovecot-uidlist"), owner.uid, owner.gid);
    },
    async kill() {
      const dying = child;
      if (!dying) return;
      const gone = once(dying, "exit");
      signal("SIGKILL");
      await gone;
      child = undefined;
    },
    async start() {
      child = spawn(program, ["-F", "-c", join(folder, "dovecot.conf")], {
        stdio: "ignore",
        detached: true,
        env: { PATH: `${process.env.PATH}:${dirname(program)}` },
      });
      await answers(imapPort, child, () => logOf(folder));
      await answers(lmtpPort, child, () => logOf(folder));
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async stop() {
      process.off("exit", onExit);
      await dovecot.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await dovecot.start();
  return dovecot;
}

/** Dovecot delivers as nobody's root: as the user who runs it, or as one that every system has. */
function mailOwner() {
  const { uid, gid, username } = userInfo();
  return uid === 0 ? { uid: 65_534, gid: 65_534, username: undefined } : { uid, gid, username };
}

async function answers(port: number, child: ChildProcess, log: () => string) {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Dovecot ended.\n${log()}`);
    const socket = connect(port, "127.0.0.1");
    const greeted = await Promise.race([
      once(socket, "data").then(
        () => true,
        () => false,
      ),
      once(socket, "close").then(() => false),
    ]);
    socket.destroy();
    if (greeted) return;
    await pause(20);
  }
}

const validityIn = (uidlist: string) => Number(/ V(\d+)/.exec(readFileSync(uidlist, "utf8"))?.[1] ?? 1);

function logOf(folder: string): string {
  try {
    return readFileSync(join(folder, "log"), "utf8");
  } catch {
    return "";
  }
}
