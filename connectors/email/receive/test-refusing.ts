import { startLine } from "../test-line.ts";

export const hangUp = Symbol("hang up");

/**
 * Leads to a port, and answers some commands itself: with `NO` and what `refusalOf` says, or by hanging up; what it
 * `hides` of the server's answers is left out. For tests.
 */
export const startRefusing = (
  target: number,
  refusalOf: (command: string) => string | typeof hangUp | undefined,
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
        if (refusal === hangUp) near.destroy();
        else if (refusal === undefined) far.write(`${line}\r\n`, "latin1");
        else near.write(`${line.split(" ", 1)} NO ${refusal}\r\n`);
      }
    });
  });
