CREATE TYPE "public"."page_kind" AS ENUM('page', 'slide', 'chapter', 'section');--> statement-breakpoint
CREATE TYPE "public"."picture_reader" AS ENUM('ocr', 'model');--> statement-breakpoint
CREATE TYPE "public"."citation_change" AS ENUM('changed', 'gone');--> statement-breakpoint
ALTER TYPE "public"."document_status" ADD VALUE 'cancelled';--> statement-breakpoint
ALTER TYPE "public"."document_step" ADD VALUE 'ocr' BEFORE 'topics';--> statement-breakpoint
CREATE TABLE "citation_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" "citation_change" NOT NULL,
	"card_id" uuid,
	"question_id" uuid,
	"old_page" integer NOT NULL,
	"new_page" integer,
	"new_passage" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"uploader_id" uuid,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"picture_reader" "picture_reader" NOT NULL,
	"page_count" integer,
	"page_kind" "page_kind" DEFAULT 'page' NOT NULL,
	"language" text,
	"percent" integer DEFAULT 0 NOT NULL,
	"activity" text DEFAULT 'Waiting for its turn' NOT NULL,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "passages_document_page";--> statement-breakpoint
ALTER TABLE "pages" DROP CONSTRAINT "pages_document_id_number_pk";--> statement-breakpoint
ALTER TABLE "passages" DROP CONSTRAINT "passages_document_id_ordinal_pk";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "plan" text DEFAULT 'free' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "page_kind" "page_kind" DEFAULT 'page' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "position" double precision DEFAULT extract(epoch from clock_timestamp()) NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "picture_reader" "picture_reader" DEFAULT 'ocr' NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "picture" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "confidence" real;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "width" real;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "height" real;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "turn" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "boxes" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_document_id_revision_number_pk" PRIMARY KEY("document_id","revision","number");--> statement-breakpoint
ALTER TABLE "passages" ADD CONSTRAINT "passages_document_id_revision_ordinal_pk" PRIMARY KEY("document_id","revision","ordinal");--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "citation_changes" ADD CONSTRAINT "citation_changes_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citation_changes" ADD CONSTRAINT "citation_changes_card_id_flashcards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."flashcards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citation_changes" ADD CONSTRAINT "citation_changes_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_revisions" ADD CONSTRAINT "document_revisions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_revisions" ADD CONSTRAINT "document_revisions_uploader_id_users_id_fk" FOREIGN KEY ("uploader_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "citation_changes_document" ON "citation_changes" USING btree ("document_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "citation_changes_card" ON "citation_changes" USING btree ("card_id");--> statement-breakpoint
CREATE UNIQUE INDEX "citation_changes_question" ON "citation_changes" USING btree ("question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "document_revisions_document" ON "document_revisions" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "documents_course_position" ON "documents" USING btree ("course_id","position","id");--> statement-breakpoint
CREATE INDEX "documents_uploader" ON "documents" USING btree ("uploader_id");--> statement-breakpoint
CREATE INDEX "passages_document_page" ON "passages" USING btree ("document_id","revision","page","start");--> statement-breakpoint
UPDATE "documents" SET "position" = extract(epoch from "created_at");
