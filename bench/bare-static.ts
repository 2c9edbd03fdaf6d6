import express from "express";

/** `node bare-static.ts FOLDER`: Express's own handler of files, and nothing else. Prints its address. */
const [folder = ""] = process.argv.slice(2);
const app = express();
app.use(express.static(folder));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
