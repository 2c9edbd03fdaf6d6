CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "search_contacts" (
	"contact_id" uuid PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"audience" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_interactions" (
	"interaction_id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"terms" "tsvector" NOT NULL,
	"audience" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_position" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "search_position_is_only" CHECK ("search_position"."is_only")
);
--> statement-breakpoint
ALTER TABLE "search_contacts" ADD CONSTRAINT "search_contacts_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_interactions" ADD CONSTRAINT "search_interactions_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_interactions" ADD CONSTRAINT "search_interactions_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_contacts_text" ON "search_contacts" USING gin ("text" gin_trgm_ops,"audience");--> statement-breakpoint
CREATE INDEX "search_interactions_terms" ON "search_interactions" USING gin ("terms","audience");--> statement-breakpoint
CREATE INDEX "search_interactions_conversation" ON "search_interactions" USING btree ("conversation_id");--> statement-breakpoint
-- A page is found by the words or by walking from the newest; the planner must tell common words from rare ones.
ALTER TABLE "search_interactions" ALTER COLUMN "terms" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "search_interactions" ALTER COLUMN "audience" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "search_contacts" ALTER COLUMN "text" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "search_contacts" ALTER COLUMN "audience" SET STATISTICS 1000;
