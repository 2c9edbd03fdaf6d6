DROP INDEX "deals_open";--> statement-breakpoint
DROP INDEX "conversations_waiting";--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("waiting_since","id") WHERE "conversations"."waiting_since" is not null;