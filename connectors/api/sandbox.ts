import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned, signatureHeader } from "./signature.ts";

/** Another system's webhook, over the real wire: it judges signatures and takes each key once. */
export interface Sandbox {
  url: string;
  /** What came with a right signature, in order, repeats included. */
  posts: { key: string | undefined; body: { type: string; text?: string; [name: string]: unknown } }[];
  /** Decides how the next posts are answered; without it each is taken with 200. */
  behave?: Behaviour;
  stop(): Promise<void>;
}

export type Behaviour = (post: Sandbox["posts"][number], response: ServerResponse) => void;

export async function startSandbox(signingSecret: string): Promise<Sandbox> {
  const server = createServer(async (request, response) => {
    const text = await read(request);
    if (!isSigned(signingSecret, text, String(request.headers[signatureHeader.toLowerCase()]), new Date())) {
      return void response.writeHead(401).end('{"error":"The signature is not right."}');
    }
    const post = { key: request.headers["idempotency-key"]?.toString(), body: JSON.parse(text) };
    sandbox.posts.push(post);
    if (sandbox.behave) sandbox.behave(post, response);
    else
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ id: `r-${post.key}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sandbox: Sandbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    posts: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sandbox;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
