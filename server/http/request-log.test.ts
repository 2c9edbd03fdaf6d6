import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { expect, test } from "vitest";
import { requestLog } from "./request-log.ts";

test("a line says who asked what and how it went, and holds no token, query, header or body", async () => {
  const lines: string[] = [];
  const logAnswer = requestLog(pino({ level: "info" }, { write: (line: string) => void lines.push(line) }));
  const server = createServer((request, response) => {
    logAnswer(request, response, "192.0.2.7");
    response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const paths = [
    "/setup?token=s3cret",
    "/access/s3cret",
    "/api/v1/access-links/s3cret",
    "/api/v1/channels/1/inbound/s3cret",
  ];
  for (const path of paths) {
    await fetch(address + path, {
      method: "POST",
      headers: { authorization: "Bearer s3cret", cookie: "session=s3cret" },
      body: "s3cret",
    });
  }
  server.close();
  server.closeAllConnections();
  await once(server, "close");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { method: "POST", path: "/setup", status: 404, ip: "192.0.2.7" },
    { path: "/access/…" },
    { path: "/api/v1/access-links/…" },
    { path: "/api/v1/channels/1/inbound/…" },
  ]);
  expect(lines.join()).not.toContain("s3cret");
});
