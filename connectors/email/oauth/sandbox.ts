import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Settings } from "../settings.ts";

/** Plays a provider of OAuth 2 over its real wire: the page where access is allowed, and the token endpoint. */
export interface OAuthSandbox {
  settings: Pick<Settings, "signIn" | "clientId" | "clientSecret" | "authoriseUrl" | "exchangeUrl" | "scope">;
  /** Every grant that was asked for. */
  asked: URLSearchParams[];
  /** Access tokens that are good. */
  good: Set<string>;
  /** Seconds. */
  lifetime: number;
  /** Whether a refresh token is good once only, and each answer brings the next. */
  rotates: boolean;
  /** Whether it gives access for the moment only. */
  isBrief: boolean;
  /** What it answers instead. */
  behave: ((response: ServerResponse) => void) | undefined;
  /** A refresh token as if somebody had allowed access. */
  allow(): string;
  /** As a person does who changes the password. */
  withdraw(): void;
  stop(): Promise<void>;
}

interface Code {
  challenge: string;
  redirectUri: string;
}

const client = { id: "hub-client", secret: "hub-client-secret" };
const name = () => randomBytes(12).toString("hex");

export async function startOAuthSandbox(): Promise<OAuthSandbox> {
  const codes = new Map<string, Code>();
  const refreshTokens = new Set<string>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? "", base);
    if (pathname === "/authorise") return authorise(searchParams, response);
    if (pathname !== "/token" || request.method !== "POST") return void response.writeHead(404).end();
    const given = new URLSearchParams(await text(request));
    sandbox.asked.push(given);
    if (sandbox.behave) return sandbox.behave(response);
    const [status, body] = grant(given);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  function authorise(query: URLSearchParams, response: ServerResponse) {
    const redirectUri = query.get("redirect_uri") ?? "";
    const isRight =
      query.get("client_id") === client.id &&
      query.get("response_type") === "code" &&
      query.get("code_challenge_method") === "S256" &&
      URL.canParse(redirectUri);
    if (!isRight) return void response.writeHead(400).end("This request is not right.");
    const code = name();
    codes.set(code, { challenge: query.get("code_challenge") ?? "", redirectUri });
    const location = new URL(redirectUri);
    location.searchParams.set("code", code);
    location.searchParams.set("state", query.get("state") ?? "");
    response.writeHead(302, { location: location.href }).end();
  }

  function grant(given: URLSearchParams): [number, object] {
    if (given.get("client_id") !== client.id || given.get("client_secret") !== client.secret)
      return [401, { error: "invalid_client" }];
    const isFirst = given.get("grant_type") === "authorization_code";
    if (isFirst ? !takeCode(given) : !takeRefreshToken(given.get("refresh_token") ?? ""))
      return [400, { error: "invalid_grant", error_description: "Token has been expired or revoked." }];
    const access = name();
    sandbox.good.add(access);
    const isRenewed = (isFirst && !sandbox.isBrief) || (!isFirst && sandbox.rotates);
    const tokens = { access_token: access, token_type: "Bearer", expires_in: sandbox.lifetime };
    return [200, isRenewed ? { ...tokens, refresh_token: sandbox.allow() } : tokens];
  }

  function takeCode(given: URLSearchParams): boolean {
    const code = codes.get(given.get("code") ?? "");
    codes.delete(given.get("code") ?? "");
    const verifier = given.get("code_verifier") ?? "";
    return (
      code !== undefined &&
      code.redirectUri === given.get("redirect_uri") &&
      code.challenge === createHash("sha256").update(verifier).digest("base64url")
    );
  }

  const takeRefreshToken = (token: string) =>
    sandbox.rotates ? refreshTokens.delete(token) : refreshTokens.has(token);

  const sandbox: OAuthSandbox = {
    settings: {
      signIn: "oauth",
      clientId: client.id,
      clientSecret: client.secret,
      authoriseUrl: `${base}/authorise`,
      exchangeUrl: `${base}/token`,
      scope: "mail",
    },
    asked: [],
    good: new Set(),
    lifetime: 3_600,
    rotates: false,
    isBrief: false,
    behave: undefined,
    allow() {
      const token = name();
      refreshTokens.add(token);
      return token;
    },
    withdraw() {
      refreshTokens.clear();
      sandbox.good.clear();
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return sandbox;
}
