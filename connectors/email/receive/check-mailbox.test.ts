import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { createFakeContext } from "../fake-context.ts";
import type { Settings } from "../settings.ts";
import { startDovecot, type TestDovecot } from "../test-dovecot.ts";
import { checkMailbox } from "./check-mailbox.ts";

const program = dovecotPath();

describe.skipIf(!program)("checking a mailbox", () => {
  let dovecot: TestDovecot;
  beforeAll(async () => {
    dovecot = await startDovecot(program ?? "");
  });
  afterAll(() => dovecot.stop());

  const check = (given: Partial<Settings>) =>
    checkMailbox(createFakeContext({ ...dovecot.settingsFor("ann"), ...given }));

  test("one that works passes", async () => {
    await dovecot.append("ann", "Sent", []);
    await check({ watchSent: true });
  });

  test("a wrong password fails with the server's words", async () => {
    await expect(check({ password: "guessed" })).rejects.toMatchObject({
      name: "ConnectorError",
      kind: "unauthorized",
      message: expect.stringContaining("Authentication failed."),
    });
  });

  test("a folder that is not there is named", async () => {
    await expect(check({ folders: ["INBOX", "Ordres"] })).rejects.toMatchObject({
      kind: "rejected",
      message: expect.stringMatching(/“Ordres” cannot be opened: .*doesn't exist/),
    });
  });

  test("a server that is not there is told as it is", async () => {
    await expect(check({ imapPort: 1 })).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("nothing is sent in the clear where STARTTLS is wanted and the server has none", async () => {
    await expect(check({ imapSecurity: "starttls" })).rejects.toMatchObject({
      name: "ConnectorError",
      message: expect.stringMatching(/STARTTLS/i),
    });
  });

  test("a server that speaks no TLS is refused where TLS is wanted", async () => {
    await expect(check({ imapSecurity: "tls" })).rejects.toMatchObject({ kind: "unavailable" });
  });
});
