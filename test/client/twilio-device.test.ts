import { describe, expect, test } from "vitest";
import { startTwilioSandbox, type TwilioSandbox } from "../../connectors/twilio/sandbox/index.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { askForCalls, phone } from "./phone-desk.ts";
import { seriousOn } from "./serious-on.ts";

const account = { accountSid: `AC${"0123456789abcdef".repeat(2)}`, authToken: "a-token-of-the-account" };
const number = "+4930555001";

describe.skipIf(!chromiumPath())("Twilio's part of the phone", () => {
  const desk = setDesk({ flags: [...fakeMicrophone, "--host-resolver-rules=MAP *.twilio.com ~NOTFOUND"] });

  test("where it cannot reach Twilio the phone is not ready, and says why; the page may connect only there", async () => {
    const sandbox = await startTwilioSandbox({ ...account, numbers: [number] });
    try {
      expect(await connectsTo()).toEqual(["'self'"]);
      await connect(sandbox);
      await eventually(async () => expect(await connectsTo()).toEqual(["'self'", "wss://*.twilio.com"]));

      const page = await desk.sit();
      const refused: string[] = [];
      await page.exposeFunction("noteRefused", (what: string) => refused.push(what));
      await page.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
          Reflect.get(window, "noteRefused")(`${violatedDirective} ${blockedURI}`),
        ),
      );
      const asked: string[] = [];
      page.on("websocket", (socket) => asked.push(new URL(socket.url()).host));
      await page.reload();
      await askForCalls(page);
      await phone(page, "Phone broken").click({ timeout: 90_000 });
      await page.getByText(/^Calls by Twilio cannot be carried here now, so no calls/).waitFor();
      await page.getByRole("button", { name: "Check sound and microphone" }).click();
      const check = page.getByRole("dialog", { name: "Check sound and microphone" });
      await check.getByText(/^Calls by Twilio cannot be carried here now/).waitFor();
      expect(await seriousOn(page)).toEqual([]);
      expect(asked).toContain("voice-js.roaming.twilio.com");
      expect(refused).toEqual([]);
    } finally {
      await sandbox.stop();
    }
  });

  async function connect({ url: apiUrl }: TwilioSandbox) {
    const apiKey = { apiKeySid: `SK${"0123456789abcdef".repeat(2)}`, apiKeySecret: "a-secret-of-the-key" };
    const settings = { ...account, ...apiKey, number, apiUrl };
    const made = await desk.hub.agent.post("/api/v1/channels", {
      connector: "twilio",
      name: "Office",
      settings,
    });
    expect(made.status).toBe(201);
  }

  async function connectsTo(): Promise<string[]> {
    const { headers } = await fetch(`${desk.hub.url}/inbox/all`);
    const policy = headers.get("content-security-policy") ?? "";
    const line = policy.split(";").find((part) => part.startsWith("connect-src "));
    return line?.split(" ").slice(1) ?? [];
  }
});
