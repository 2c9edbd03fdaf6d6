import { connect } from "node:net";

const connections = 64;

/**
 * Posts over 64 kept connections, each its next as soon as it is answered; gives answers per second. Written on bare
 * sockets, so that the machine's time goes to the server.
 */
export async function postFor(
  url: string,
  headers: Record<string, string>,
  seconds: number,
  nextBody: () => string,
): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    "Content-Type: application/json",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join("\r\n");
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let answered = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let received = "";
      const post = () => {
        const body = nextBody();
        socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      socket.setEncoding("latin1");
      socket.once("connect", post);
      socket.once("error", reject);
      socket.on("data", (data) => {
        received += data;
        if (!isWhole(received)) return;
        if (!received.startsWith("HTTP/1.1 20")) return reject(new Error(received.slice(0, 500)));
        received = "";
        answered++;
        if (performance.now() < endAt) return post();
        socket.destroy();
        resolve();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  return (answered / (performance.now() - startedAt)) * 1000;
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf("\r\n\r\n");
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length >= headEnd + 4 + Number(length);
}
