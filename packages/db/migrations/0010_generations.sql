CREATE TYPE "public"."generation_status" AS ENUM('queued', 'working', 'ready', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "generations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"author_id" uuid,
	"document_id" uuid,
	"parts" jsonb NOT NULL,
	"wishes" jsonb NOT NULL,
	"status" "generation_status" DEFAULT 'queued' NOT NULL,
	"percent" integer DEFAULT 0 NOT NULL,
	"activity" text DEFAULT 'Waiting for its turn' NOT NULL,
	"error" jsonb,
	"done" integer DEFAULT 0 NOT NULL,
	"cards" integer DEFAULT 0 NOT NULL,
	"questions" integer DEFAULT 0 NOT NULL,
	"discarded" integer DEFAULT 0 NOT NULL,
	"engine" text,
	"instead" text,
	"spent" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "make_at_once" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "make_at_once" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "generations_course_open" ON "generations" USING btree ("course_id") WHERE status in ('queued', 'working');--> statement-breakpoint
CREATE INDEX "generations_course_created" ON "generations" USING btree ("course_id","created_at","id");--> statement-breakpoint
CREATE INDEX "generations_document" ON "generations" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "generations_author" ON "generations" USING btree ("author_id");