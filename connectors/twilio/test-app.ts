import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request } from "express";
import twilio from "twilio";

type Fields = Record<string, string>;

/** Somebody's own application behind a Twilio account: it refuses what Twilio did not sign. */
export interface TestApp {
  url: string;
  /** What came and was signed, in order. */
  requests: { path: string; fields: Fields; token: string | undefined }[];
  /** How many were not signed by the account. */
  refused: number;
  /** Answers a path with TwiML, or as the function says. */
  on(path: string, answer: string | ((fields: Fields) => string | Answer | Promise<string | Answer>)): void;
  /** The fields of what came to a path. */
  sent(path: string): Fields[];
  stop(): Promise<void>;
}

interface Answer {
  status?: number;
  contentType?: string;
  body: string | Buffer;
}

export async function startTestApp(authToken: string): Promise<TestApp> {
  const answers = new Map<string, (fields: Fields) => string | Answer | Promise<string | Answer>>();
  const server = express()
    .use(express.urlencoded({ extended: false }))
    .use(async (request, response) => {
      if (!isSigned(request, app.url, authToken)) {
        app.refused++;
        response.status(403).end();
        return;
      }
      const fields: Fields = { ...request.query, ...request.body };
      app.requests.push({ path: request.path, fields, token: request.get("I-Twilio-Idempotency-Token") });
      const made = await answers.get(request.path)?.(fields);
      const answer = typeof made === "string" ? { body: made } : (made ?? { body: "<Response/>" });
      const { status = 200, contentType = "text/xml", body } = answer;
      response.status(status).set("content-type", contentType).send(body);
    })
    .listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const app: TestApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    refused: 0,
    on: (path, answer) => void answers.set(path, typeof answer === "string" ? () => answer : answer),
    sent: (path) => app.requests.filter((request) => request.path === path).map(({ fields }) => fields),
    stop: () => close(server),
  };
  return app;
}

const isSigned = (request: Request, url: string, authToken: string) =>
  twilio.validateRequest(
    authToken,
    request.get("X-Twilio-Signature") ?? "",
    `${url}${request.originalUrl}`,
    request.body ?? {},
  );

async function close(server: Server) {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
