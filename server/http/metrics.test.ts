import { expect, test } from "vitest";
import { createMetrics, measureIngest } from "./metrics.ts";

test("how long each message took until it was processed is in the metrics", async () => {
  const metrics = createMetrics();
  const observe = measureIngest(metrics, () => new Date("2026-01-01T00:00:01.000Z"));
  observe([
    { receivedAt: new Date("2026-01-01T00:00:00.980Z") },
    { receivedAt: new Date("2026-01-01T00:00:00.500Z") },
  ]);
  const text = await metrics.getSingleMetricAsString("switchboard_ingest_seconds");
  expect(text).toContain('switchboard_ingest_seconds_bucket{le="0.025"} 1');
  expect(text).toContain("switchboard_ingest_seconds_sum 0.52");
  expect(text).toContain("switchboard_ingest_seconds_count 2");
});
