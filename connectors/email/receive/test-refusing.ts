import { startLine } from "../test-line.ts";

/**
 * Leads to a port, and answers some commands itself: with `NO` and what `refusalOf` says; what it `hides` of the
 * server's answers is left out. For tests.
 */
export const startRefusing = (
  target: number,
  refusalOf: (command: string) => string | undefined,
  hides?: RegExp,
) =>
  startLine(target, (near, far) => {
    far.on("data", (chunk: Buffer) => {
      near.write(hides ? chunk.toString("latin1").replace(hides, "") : chunk, "latin1");
    });
    let rest = "";
    near.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const refusal = refusalOf(line);
        if (refusal === undefined) far.write(`${line}\r\n`, "latin1");
        else near.write(`${line.split(" ", 1)} NO ${refusal}\r\n`);
      }
    });
  });
