ALTER TABLE "topics" ADD COLUMN "fresh" integer[];--> statement-breakpoint
ALTER TABLE "flashcards" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "citation_changes" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "questions_deleted" ON "questions" USING btree ("deleted_at") WHERE deleted_at is not null;