import express from "express";

/** Parses the same body and answers 200: what Express can do when nothing is asked of it. Prints its address. */
const app = express();
app.post("/inbound", express.json(), (_request, response) => {
  response.json({ ok: true });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address)
    process.stdout.write(`http://127.0.0.1:${address.port}/inbound\n`);
});
