CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "floor_snapshots" (
	"at" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"version" smallint NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally_position" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "tally_position_is_only" CHECK ("tally_position"."is_only")
);
--> statement-breakpoint
CREATE TABLE "work_tallies" (
	"quarter" timestamp (3) with time zone NOT NULL,
	"queue_id" uuid,
	"channel_id" uuid,
	"person_id" uuid,
	"arrived" bigint DEFAULT 0 NOT NULL,
	"answered" bigint DEFAULT 0 NOT NULL,
	"answered_in_time" bigint DEFAULT 0 NOT NULL,
	"abandoned" bigint DEFAULT 0 NOT NULL,
	"overflowed" bigint DEFAULT 0 NOT NULL,
	"waited_ms" bigint DEFAULT 0 NOT NULL,
	"longest_wait_ms" bigint DEFAULT 0 NOT NULL,
	"handled" bigint DEFAULT 0 NOT NULL,
	"handle_ms" bigint DEFAULT 0 NOT NULL,
	"wrap_up_ms" bigint DEFAULT 0 NOT NULL,
	"missed" bigint DEFAULT 0 NOT NULL,
	"declined" bigint DEFAULT 0 NOT NULL,
	"occupied_ms" bigint DEFAULT 0 NOT NULL,
	"available_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "work_tallies_key" UNIQUE NULLS NOT DISTINCT("quarter","queue_id","channel_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "call_flow_sounds" (
	"call_flow_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "call_flow_sounds_call_flow_id_file_id_pk" PRIMARY KEY("call_flow_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "call_flows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entry" uuid NOT NULL,
	"nodes" jsonb NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_legs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"person_id" uuid,
	"number" text,
	"role" text DEFAULT 'talk' NOT NULL,
	"by_leg_id" uuid,
	"takes_place" boolean DEFAULT false NOT NULL,
	"talks_first" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'connecting' NOT NULL,
	"reason" text,
	"external_id" text,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"connected_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "call_supervisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"leg_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"external_id" text,
	"number" text,
	"stage" text NOT NULL,
	"outcome" text,
	"queue_id" uuid,
	"flow" jsonb,
	"flow_state" jsonb,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_held" boolean DEFAULT false NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"off_record" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_recording_pending" boolean DEFAULT false NOT NULL,
	"recording_rule" text DEFAULT 'never' NOT NULL,
	"is_recording_refused" boolean DEFAULT false NOT NULL,
	"placed_by" uuid,
	"node_id" uuid,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"lost_at" timestamp (3) with time zone,
	"meeting" text,
	"meeting_until" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "calls_ended" CHECK (("calls"."stage" = 'ended') = ("calls"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "recording_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at_ms" integer NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recording_listens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recording_segments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"person_id" uuid,
	"kind" text NOT NULL,
	"external_id" text,
	"segment" text NOT NULL,
	"starts_at_ms" integer NOT NULL,
	"channel_count" smallint NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"kept_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"content_type" text NOT NULL,
	"length_ms" integer NOT NULL,
	"channels" text[] NOT NULL,
	"peaks" "bytea",
	"silences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"delete_at" timestamp (3) with time zone,
	"is_held" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_state" (
	"channel_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "channel_state_channel_id_key_pk" PRIMARY KEY("channel_id","key")
);
--> statement-breakpoint
CREATE TABLE "channel_teams" (
	"channel_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "channel_teams_channel_id_team_id_pk" PRIMARY KEY("channel_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"name" text NOT NULL,
	"letters" boolean DEFAULT false NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" text,
	"rules" jsonb NOT NULL,
	"queue_id" uuid,
	"call_flow_id" uuid,
	"office_hours" jsonb,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"health" text DEFAULT 'starting' NOT NULL,
	"health_detail" text,
	"health_at" timestamp (3) with time zone,
	"last_inbound_at" timestamp (3) with time zone,
	"last_outbound_at" timestamp (3) with time zone,
	"fetched_at" timestamp (3) with time zone,
	"fetch_lag_ms" integer,
	"fetch_error" text,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"fence" bigint DEFAULT 1 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"company_id" uuid,
	"source" jsonb,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" uuid,
	"joined_to" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"is_proven" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_contact_id_kind_address_pk" PRIMARY KEY("contact_id","kind","address")
);
--> statement-breakpoint
CREATE TABLE "conversation_people" (
	"conversation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_people_conversation_id_person_id_reason_pk" PRIMARY KEY("conversation_id","person_id","reason")
);
--> statement-breakpoint
CREATE TABLE "conversation_reads" (
	"person_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "conversation_reads_person_id_conversation_id_pk" PRIMARY KEY("person_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "conversation_tags" (
	"conversation_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "conversation_tags_conversation_id_tag_id_pk" PRIMARY KEY("conversation_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED BY DEFAULT AS IDENTITY (sequence name "conversations_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"thread" text NOT NULL,
	"subject" text,
	"status" text DEFAULT 'open' NOT NULL,
	"assignee_id" uuid,
	"queue_id" uuid,
	"snoozed_until" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"previous_id" uuid,
	"source" jsonb,
	"waiting_since" timestamp (3) with time zone,
	"length" integer DEFAULT 0 NOT NULL,
	"last_interaction_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_preview" text DEFAULT '' NOT NULL,
	"last_direction" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_status" CHECK ("conversations"."status" in ('open', 'pending', 'snoozed', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"interaction_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"state" text NOT NULL,
	"detail" text,
	"is_final" boolean DEFAULT false NOT NULL,
	"node_id" uuid NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"channel_id" uuid,
	"interaction_id" uuid,
	"uploaded_by" uuid,
	"place" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"interaction_id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"state" text NOT NULL,
	"node_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follow_ups_state" CHECK ("follow_ups"."state" in ('sending', 'done', 'overBudget'))
);
--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"direction" text,
	"author_id" uuid,
	"contact_id" uuid,
	"text" text DEFAULT '' NOT NULL,
	"data" jsonb,
	"state" text DEFAULT 'received' NOT NULL,
	"failure" text,
	"external_id" text,
	"client_key" text,
	"why" jsonb,
	"mentions" uuid[],
	"sent_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "undos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" smallint DEFAULT 1 NOT NULL,
	"conversation_id" uuid,
	"actor_id" uuid,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"item" "bytea" NOT NULL,
	"raw" "bytea",
	"set_aside" text,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_waiting" (
	"node_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "inbound_waiting_node_id_id_pk" PRIMARY KEY("node_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_participants" (
	"conversation_id" uuid NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "conversation_participants_conversation_id_address_pk" PRIMARY KEY("conversation_id","address")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"interaction_id" uuid PRIMARY KEY NOT NULL,
	"subject" text,
	"topic" text,
	"html" text,
	"envelope" jsonb,
	"nature" text,
	"authenticity" text,
	"marks" jsonb,
	"message_id" text,
	"quoted_id" uuid,
	"quoted_as" text
);
--> statement-breakpoint
CREATE TABLE "shown_senders" (
	"person_id" uuid NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "shown_senders_person_id_address_pk" PRIMARY KEY("person_id","address")
);
--> statement-breakpoint
CREATE TABLE "trail_marks" (
	"mark" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"interaction_id" uuid NOT NULL,
	CONSTRAINT "trail_marks_mark_channel_id_interaction_id_pk" PRIMARY KEY("mark","channel_id","interaction_id")
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"person_id" uuid,
	"role" text,
	"team_ids" uuid[] DEFAULT '{}' NOT NULL,
	"queue_ids" uuid[] DEFAULT '{}' NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_links_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"person_id" uuid NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_keyHash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'agent' NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"availability" text DEFAULT 'ready' NOT NULL,
	"away_reason" text,
	"availability_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"is_online" boolean DEFAULT false NOT NULL,
	"online_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"has_phone" boolean DEFAULT false NOT NULL,
	"capacity" integer DEFAULT 6 NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"availability_by" text,
	"idle_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_offered_at" timestamp (3) with time zone,
	"missed_offers" integer DEFAULT 0 NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_role" CHECK ("people"."role" in ('admin', 'supervisor', 'agent'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "team_members_team_id_person_id_pk" PRIMARY KEY("team_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"person_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"has_phone" boolean DEFAULT false NOT NULL,
	CONSTRAINT "connections_person_id_node_id_pk" PRIMARY KEY("person_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "dispositions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"queue_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "person_skills" (
	"person_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"level" integer NOT NULL,
	CONSTRAINT "person_skills_person_id_skill_id_pk" PRIMARY KEY("person_id","skill_id")
);
--> statement-breakpoint
CREATE TABLE "queue_people" (
	"queue_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "queue_people_queue_id_person_id_pk" PRIMARY KEY("queue_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "queue_teams" (
	"queue_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "queue_teams_queue_id_team_id_pk" PRIMARY KEY("queue_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"strategy" text DEFAULT 'longestIdle' NOT NULL,
	"office_hours" jsonb,
	"requirements" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"language_seconds" integer,
	"offer_seconds" integer DEFAULT 30 NOT NULL,
	"auto_accept" text[] DEFAULT '{}' NOT NULL,
	"may_pick" boolean DEFAULT true NOT NULL,
	"last_person_seconds" integer DEFAULT 20 NOT NULL,
	"overflow_after_seconds" integer,
	"overflow_queue_id" uuid,
	"idle_after_seconds" integer DEFAULT 600 NOT NULL,
	"hand_back_after_seconds" integer DEFAULT 300 NOT NULL,
	"wrap_up_seconds" integer DEFAULT 0 NOT NULL,
	"answer_within_seconds" integer DEFAULT 60 NOT NULL,
	"thresholds" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recording" text DEFAULT 'never' NOT NULL,
	"recording_notice" text,
	"asks_recording" boolean DEFAULT false NOT NULL,
	"recording_days" integer,
	"caller_id" text,
	"script" text,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "queues_strategy" CHECK ("queues"."strategy" in ('longestIdle', 'leastLoaded', 'roundRobin'))
);
--> statement-breakpoint
CREATE TABLE "routing_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"conditions" jsonb NOT NULL,
	"actions" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "skills_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"kind" text DEFAULT 'chat' NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"owner_id" uuid,
	"queue_id" uuid,
	"queued_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"weight" integer DEFAULT 1 NOT NULL,
	"requirements" jsonb,
	"language" text,
	"is_resting" boolean DEFAULT false NOT NULL,
	"offered_to" uuid,
	"offer_ends_at" timestamp (3) with time zone,
	"passed_by" uuid[],
	"waiting_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"wrap_up_ends_at" timestamp (3) with time zone,
	"disposition_id" uuid,
	"done_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "work_items_state" CHECK ("work_items"."state" in ('waiting', 'offered', 'active', 'wrapUp', 'done'))
);
--> statement-breakpoint
CREATE TABLE "deals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"conversation_id" uuid,
	"pipeline_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"owner_id" uuid,
	"is_owner_set" boolean DEFAULT false NOT NULL,
	"amount" numeric(14, 2),
	"currency" text DEFAULT 'EUR' NOT NULL,
	"source" jsonb,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pipelines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'open' NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'todo' NOT NULL,
	"title" text NOT NULL,
	"contact_id" uuid,
	"conversation_id" uuid,
	"deal_id" uuid,
	"assignee_id" uuid,
	"created_by" uuid,
	"due_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"overdue_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "workspace" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"office_hours" jsonb,
	"agents_see_all" boolean DEFAULT false NOT NULL,
	"keep_events_days" integer,
	"weights" jsonb DEFAULT '{"chat":2,"mail":1,"call":6}'::jsonb NOT NULL,
	"calling" jsonb DEFAULT '{"countries":[],"callsPerHour":60}'::jsonb NOT NULL,
	"setup_token_hash" text,
	"set_up_at" timestamp (3) with time zone,
	"recording_owner" text,
	"recording_place" text,
	"recordings_taken_over" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_is_only" CHECK ("workspace"."is_only")
);
--> statement-breakpoint
ALTER TABLE "call_flow_sounds" ADD CONSTRAINT "call_flow_sounds_call_flow_id_call_flows_id_fk" FOREIGN KEY ("call_flow_id") REFERENCES "public"."call_flows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_flow_sounds" ADD CONSTRAINT "call_flow_sounds_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_legs" ADD CONSTRAINT "call_legs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_legs" ADD CONSTRAINT "call_legs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_supervisions" ADD CONSTRAINT "call_supervisions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_supervisions" ADD CONSTRAINT "call_supervisions_leg_id_call_legs_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."call_legs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_supervisions" ADD CONSTRAINT "call_supervisions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_comments" ADD CONSTRAINT "recording_comments_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_comments" ADD CONSTRAINT "recording_comments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_listens" ADD CONSTRAINT "recording_listens_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_listens" ADD CONSTRAINT "recording_listens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_segments" ADD CONSTRAINT "recording_segments_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_segments" ADD CONSTRAINT "recording_segments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_state" ADD CONSTRAINT "channel_state_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_teams" ADD CONSTRAINT "channel_teams_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_teams" ADD CONSTRAINT "channel_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_people" ADD CONSTRAINT "conversation_people_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_people" ADD CONSTRAINT "conversation_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_reads" ADD CONSTRAINT "conversation_reads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_reads" ADD CONSTRAINT "conversation_reads_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_tags" ADD CONSTRAINT "conversation_tags_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_tags" ADD CONSTRAINT "conversation_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_uploaded_by_people_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "undos" ADD CONSTRAINT "undos_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_senders" ADD CONSTRAINT "shown_senders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispositions" ADD CONSTRAINT "dispositions_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_skills" ADD CONSTRAINT "person_skills_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_skills" ADD CONSTRAINT "person_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_people" ADD CONSTRAINT "queue_people_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_people" ADD CONSTRAINT "queue_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_teams" ADD CONSTRAINT "queue_teams_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_teams" ADD CONSTRAINT "queue_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_offered_to_people_id_fk" FOREIGN KEY ("offered_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_pipeline_id_pipelines_id_fk" FOREIGN KEY ("pipeline_id") REFERENCES "public"."pipelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_flow_sounds_file" ON "call_flow_sounds" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "call_legs_call" ON "call_legs" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "call_legs_person" ON "call_legs" USING btree ("person_id") WHERE "call_legs"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX "call_legs_numbers" ON "call_legs" USING btree ("started_at") WHERE "call_legs"."number" is not null;--> statement-breakpoint
CREATE INDEX "call_supervisions_call" ON "call_supervisions" USING btree ("call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_external" ON "calls" USING btree ("channel_id","external_id") WHERE "calls"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "calls_conversation" ON "calls" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "calls_placed" ON "calls" USING btree ("placed_by","started_at") WHERE "calls"."placed_by" is not null;--> statement-breakpoint
CREATE INDEX "calls_started" ON "calls" USING btree ("started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_going_on" ON "calls" USING btree ("id") WHERE "calls"."stage" <> 'ended';--> statement-breakpoint
CREATE INDEX "recording_comments_recording" ON "recording_comments" USING btree ("recording_id","at_ms");--> statement-breakpoint
CREATE INDEX "recording_listens_recording" ON "recording_listens" USING btree ("recording_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "recording_segments_call" ON "recording_segments" USING btree ("call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recording_segments_external" ON "recording_segments" USING btree ("call_id","external_id") WHERE "recording_segments"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "recordings_call" ON "recordings" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "recordings_delete" ON "recordings" USING btree ("delete_at") WHERE "recordings"."deleted_at" is null and "recordings"."delete_at" is not null;--> statement-breakpoint
CREATE INDEX "channel_teams_team" ON "channel_teams" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "contacts_company" ON "contacts" USING btree ("company_id") WHERE "contacts"."company_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "identities_proven" ON "identities" USING btree ("kind","address") WHERE "identities"."is_proven";--> statement-breakpoint
CREATE INDEX "identities_claimed" ON "identities" USING btree ("kind","address") WHERE not "identities"."is_proven";--> statement-breakpoint
CREATE INDEX "conversation_people_person" ON "conversation_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "conversation_tags_tag" ON "conversation_tags" USING btree ("tag_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_number" ON "conversations" USING btree ("number");--> statement-breakpoint
CREATE INDEX "conversations_thread" ON "conversations" USING btree ("channel_id","thread","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_contact" ON "conversations" USING btree ("contact_id","last_interaction_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_assignee" ON "conversations" USING btree ("assignee_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("channel_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "conversations" USING btree ("channel_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_waiting_for" ON "conversations" USING btree ("assignee_id","waiting_since","id") WHERE "conversations"."waiting_since" is not null and "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_waiting_in_channel" ON "conversations" USING btree ("channel_id","waiting_since","id") WHERE "conversations"."waiting_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_queue_unassigned" ON "conversations" USING btree ("queue_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."queue_id" is not null and "conversations"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "conversations_queue_assigned" ON "conversations" USING btree ("queue_id","status","last_interaction_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."queue_id" is not null and "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_waiting_in_queue" ON "conversations" USING btree ("queue_id","waiting_since","id") WHERE "conversations"."queue_id" is not null and "conversations"."waiting_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_snoozed" ON "conversations" USING btree ("snoozed_until") WHERE "conversations"."status" = 'snoozed';--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_attempt" ON "deliveries" USING btree ("interaction_id","attempt");--> statement-breakpoint
CREATE INDEX "deliveries_channel" ON "deliveries" USING btree ("channel_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "files_interaction" ON "files" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "files_sha256" ON "files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "follow_ups_attempt" ON "follow_ups" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interactions_position" ON "interactions" USING btree ("conversation_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "interactions_client_key" ON "interactions" USING btree ("author_id","client_key") WHERE "interactions"."client_key" is not null;--> statement-breakpoint
CREATE INDEX "interactions_external" ON "interactions" USING btree ("external_id") WHERE "interactions"."external_id" is not null and "interactions"."direction" = 'out';--> statement-breakpoint
CREATE INDEX "interactions_unsent" ON "interactions" USING btree ("conversation_id","position") WHERE "interactions"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING brin ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_external" ON "inbound" USING btree ("channel_id","external_id");--> statement-breakpoint
CREATE INDEX "inbound_quarantined" ON "inbound" USING btree ("id") WHERE "inbound"."set_aside" = 'quarantined';--> statement-breakpoint
CREATE INDEX "trail_marks_interaction" ON "trail_marks" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_members_person" ON "team_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "connections_node" ON "connections" USING btree ("node_id");--> statement-breakpoint
CREATE INDEX "dispositions_queue" ON "dispositions" USING btree ("queue_id","position");--> statement-breakpoint
CREATE INDEX "person_skills_skill" ON "person_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "queue_people_person" ON "queue_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "queue_teams_team" ON "queue_teams" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "queues_name" ON "queues" USING btree ("name") WHERE "queues"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_open" ON "work_items" USING btree ("conversation_id") WHERE "work_items"."state" <> 'done';--> statement-breakpoint
CREATE INDEX "work_items_in_hand" ON "work_items" USING btree ("owner_id") WHERE "work_items"."state" in ('active', 'wrapUp');--> statement-breakpoint
CREATE INDEX "work_items_offered" ON "work_items" USING btree ("offered_to") WHERE "work_items"."state" = 'offered';--> statement-breakpoint
CREATE INDEX "deals_contact" ON "deals" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "deals_stage" ON "deals" USING btree ("stage_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deals_owner" ON "deals" USING btree ("owner_id") WHERE "deals"."owner_id" is not null;--> statement-breakpoint
CREATE INDEX "stages_pipeline" ON "stages" USING btree ("pipeline_id","position");--> statement-breakpoint
CREATE INDEX "tasks_due" ON "tasks" USING btree ("due_at","id") WHERE "tasks"."done_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_assignee" ON "tasks" USING btree ("assignee_id","due_at") WHERE "tasks"."done_at" is null and "tasks"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "tasks_untaken" ON "tasks" USING btree ("due_at") WHERE "tasks"."done_at" is null and "tasks"."assignee_id" is null and "tasks"."kind" in ('callback', 'voicemail');--> statement-breakpoint
CREATE INDEX "tasks_contact" ON "tasks" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "search_contacts_text" ON "search_contacts" USING gin ("text" gin_trgm_ops,"audience");--> statement-breakpoint
CREATE INDEX "search_interactions_terms" ON "search_interactions" USING gin ("terms","audience");--> statement-breakpoint
CREATE INDEX "search_interactions_conversation" ON "search_interactions" USING btree ("conversation_id");