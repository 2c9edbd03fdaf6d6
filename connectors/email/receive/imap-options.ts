import type { ImapFlowOptions } from "imapflow";
import type { Settings } from "../settings.ts";

export function imapOptions(settings: Settings, quietMs: number, accessToken?: string): ImapFlowOptions {
  const { imapHost, imapPort, imapSecurity, address, user, password } = settings;
  return {
    host: imapHost,
    port: imapPort,
    secure: imapSecurity === "tls",
    // Left to itself it would go on in the clear where a server does not offer STARTTLS.
    ...(imapSecurity !== "tls" && { doSTARTTLS: imapSecurity === "starttls" }),
    auth: { user: user || address, ...(accessToken ? { accessToken } : { pass: password }) },
    clientInfo: { name: "Switchboard" },
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: quietMs,
    disableAutoIdle: true,
    logger: false,
  };
}
