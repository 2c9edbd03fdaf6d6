import type { Table } from "./table.ts";

export const letters: Table = {
  name: "letters",
  columns: {
    interactionId: "uuid",
    subject: "text",
    topic: "text",
    html: "text",
    envelope: "jsonb",
    nature: "text",
    authenticity: "text",
    marks: "jsonb",
    messageId: "text",
  },
  sql: (rows) => `
  insert into letters (interaction_id, subject, topic, html, envelope, nature, authenticity, marks, message_id)
  select "interactionId", subject, topic, html, envelope, nature, authenticity, marks, "messageId"
  from ${rows}`,
};

export const trailMarks: Table = {
  name: "trail-marks",
  columns: { mark: "uuid", channelId: "uuid", interactionId: "uuid" },
  sql: (rows) => `
  insert into trail_marks (mark, channel_id, interaction_id)
  select mark, "channelId", "interactionId" from ${rows} on conflict do nothing`,
};
