import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/**
 * Head and body in one write; without its length an answer would go out in pieces.
 * @param headers added to those that are set already; names in lower case.
 */
export function writeJson(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
