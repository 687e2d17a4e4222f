CREATE TYPE "public"."note_kind" AS ENUM('notes', 'cheatSheet', 'glossary', 'mnemonic', 'conceptMap');--> statement-breakpoint
CREATE TYPE "public"."note_length" AS ENUM('short', 'medium', 'long');--> statement-breakpoint
CREATE TYPE "public"."note_status" AS ENUM('queued', 'working', 'ready', 'failed');--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"author_id" uuid,
	"document_id" uuid,
	"kind" "note_kind" NOT NULL,
	"title" text NOT NULL,
	"document_ids" uuid[] DEFAULT '{}' NOT NULL,
	"topic_ids" uuid[] DEFAULT '{}' NOT NULL,
	"length" "note_length" NOT NULL,
	"language" text,
	"status" "note_status" DEFAULT 'queued' NOT NULL,
	"percent" integer DEFAULT 0 NOT NULL,
	"activity" text DEFAULT 'Waiting for its turn' NOT NULL,
	"error" jsonb,
	"engine" text,
	"content" jsonb,
	"next" jsonb,
	"size" integer,
	"positions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"edited" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_course_created" ON "notes" USING btree ("course_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notes_document" ON "notes" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "notes_author" ON "notes" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "notes_deleted" ON "notes" USING btree ("deleted_at") WHERE deleted_at is not null;