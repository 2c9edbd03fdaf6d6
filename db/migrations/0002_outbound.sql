ALTER TABLE "deliveries" ADD COLUMN "node_id" uuid NOT NULL;
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "retry_at" timestamp (3) with time zone;
--> statement-breakpoint
CREATE INDEX "interactions_unsent" ON "interactions" USING btree ("conversation_id","position") WHERE "interactions"."state" in ('queued', 'sending');