DROP INDEX "topics_course";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "found_title" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "path" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "importance" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "position" double precision DEFAULT extract(epoch from clock_timestamp()) NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "hidden_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "flashcards" ADD COLUMN "merged_from_id" uuid;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "merged_from_id" uuid;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_merged_into_id_topics_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_merged_from_id_topics_id_fk" FOREIGN KEY ("merged_from_id") REFERENCES "public"."topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_merged_from_id_topics_id_fk" FOREIGN KEY ("merged_from_id") REFERENCES "public"."topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topics_merged" ON "topics" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "flashcards_merged" ON "flashcards" USING btree ("merged_from_id") WHERE merged_from_id is not null;--> statement-breakpoint
CREATE INDEX "questions_merged" ON "questions" USING btree ("merged_from_id") WHERE merged_from_id is not null;--> statement-breakpoint
CREATE INDEX "topics_course" ON "topics" USING btree ("course_id","position","id");--> statement-breakpoint
UPDATE "topics" SET "found_title" = "title", "position" = extract(epoch from "created_at") + "ordinal" / 1000.0;
