DROP INDEX "conversations_channel";--> statement-breakpoint
DROP INDEX "conversations_assignee";--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("channel_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "conversations" USING btree ("channel_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("channel_id","waiting_since","id") WHERE "conversations"."waiting_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_assignee" ON "conversations" USING btree ("assignee_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is not null;
