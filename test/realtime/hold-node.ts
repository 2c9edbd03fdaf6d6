import pino from "pino";
import { createPool } from "../../db/connect.ts";
import { refuseSecondNode } from "../../server/realtime/single-node.ts";

/** `node hold-node.ts URL`: takes the place of a lone hub, says so and keeps it. */
await refuseSecondNode({ pool: createPool(process.argv[2] ?? ""), log: pino({ level: "silent" }) });
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
