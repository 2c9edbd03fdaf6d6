import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iceServersFor } from "../../connectors/webchat/voice/ice-servers.ts";
import { eventually } from "../eventually.ts";
import { coturnPath } from "../setup/parts.ts";
import { type Coturn, startCoturn } from "./coturn.ts";
import { openTurn, type TurnClient } from "./turn-client.ts";

const lifeMs = 60_000;
const [unauthorized, forbidden, noSuchTransport] = [401, 403, 442];

describe.skipIf(!coturnPath())("the relay of docker-compose.yml", () => {
  let coturn: Coturn;
  const clients: TurnClient[] = [];
  beforeAll(async () => {
    coturn = await startCoturn(["--stale-nonce=1"]);
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await coturn?.kill();
  });

  function open({ secret = coturn.secret, madeAt = Date.now() } = {}): TurnClient {
    const settings = { stunUrls: [], turnUrls: ["turn:relay"], turnSecret: secret };
    const [{ username = "", credential = "" } = {}] = iceServersFor(settings, randomUUID(), madeAt);
    const client = openTurn(coturn.port, { username, credential: String(credential) });
    clients.push(client);
    return client;
  }

  test("lets in whom the hub gave credentials, and nobody by others or without", async () => {
    expect(await open().allocate()).toBeUndefined();
    expect(await open({ secret: "another secret" }).allocate()).toBe(unauthorized);
    const stranger = openTurn(coturn.port);
    clients.push(stranger);
    expect(await stranger.allocate()).toBe(unauthorized);
  });

  test("goes on relaying what was begun before its credentials were over, and begins nothing by them after", async () => {
    const madeAt = Date.now() - lifeMs + 2_000;
    const begun = open({ madeAt });
    expect(await begun.allocate()).toBeUndefined();
    await eventually(async () => expect(await open({ madeAt }).allocate()).toBe(unauthorized));
    // Its nonce is over, too, so that it is asked again who it is.
    expect(await begun.refresh()).toBeUndefined();
    expect(await begun.permit("9.9.9.9")).toBeUndefined();
  });

  test("reaches what is public, and itself, and nothing private", async () => {
    const client = open();
    expect(await client.allocate()).toBeUndefined();
    for (const ip of ["9.9.9.9", "127.0.0.1"]) expect([ip, await client.permit(ip)]).toEqual([ip, undefined]);
    for (const ip of privateV4) expect([ip, await client.permit(ip)]).toEqual([ip, forbidden]);
  });

  test("reaches no IPv4 by an IPv6 address that stands for it, and nothing private", async () => {
    const client = open();
    expect(await client.allocate({ family: 6 })).toBeUndefined();
    expect(await client.permit("2620:fe::fe")).toBeUndefined();
    for (const ip of privateV6) expect([ip, await client.permit(ip)]).toEqual([ip, forbidden]);
  });

  test("relays no TCP", async () => {
    expect(await open().allocate({ isTcp: true })).toBe(noSuchTransport);
  });
});

const privateV4 = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.2",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.168.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
];

/** Of those that stand for an IPv4 address, each stands for 10.0.0.1. */
const privateV6 = [
  "::",
  "::2",
  "::a00:1",
  "::ffff:a00:1",
  "64:ff9b::a00:1",
  "64:ff9b:1::a00:1",
  "2001::1",
  "2002:a00:1::",
  "fc00::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
];
