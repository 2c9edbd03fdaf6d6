import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";

test.fails("a test that connects out of this machine fails, even when it expects to", async () => {
  await expect(fetch("http://192.0.2.1/")).rejects.toThrow();
});

test.fails("so does one that names a host", async () => {
  const [error] = await once(connect(80, "example.com"), "error");
  expect(String(error)).toContain("may not connect to example.com");
});

test("this machine's own servers may be reached", async () => {
  const server = createServer((_request, response) => response.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  for (const host of ["127.0.0.1", "localhost"]) {
    expect(await (await fetch(`http://${host}:${port}`)).text()).toBe("here");
  }
  server.close();
});
