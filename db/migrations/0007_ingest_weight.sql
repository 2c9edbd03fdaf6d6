ALTER TABLE "conversations" DROP CONSTRAINT "conversations_channel_id_channels_id_fk";
--> statement-breakpoint
ALTER TABLE "inbound" DROP CONSTRAINT "inbound_channel_id_channels_id_fk";
--> statement-breakpoint
ALTER TABLE "interactions" DROP CONSTRAINT "interactions_contact_id_contacts_id_fk";
--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_conversation_id_conversations_id_fk";
--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_pipeline_id_pipelines_id_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_contact_id_contacts_id_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_deal_id_deals_id_fk";
--> statement-breakpoint
DROP INDEX "identities_address";--> statement-breakpoint
DROP INDEX "contacts_company";--> statement-breakpoint
DROP INDEX "events_at";--> statement-breakpoint
DROP INDEX "deals_owner";--> statement-breakpoint
DROP INDEX "tasks_assignee";--> statement-breakpoint
CREATE INDEX "identities_claimed" ON "identities" USING btree ("kind","address") WHERE not "identities"."is_proven";--> statement-breakpoint
CREATE INDEX "contacts_company" ON "contacts" USING btree ("company_id") WHERE "contacts"."company_id" is not null;--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING brin ("at");--> statement-breakpoint
CREATE INDEX "deals_owner" ON "deals" USING btree ("owner_id") WHERE "deals"."owner_id" is not null;--> statement-breakpoint
CREATE INDEX "tasks_assignee" ON "tasks" USING btree ("assignee_id","due_at") WHERE "tasks"."done_at" is null and "tasks"."assignee_id" is not null;