ALTER TABLE "attempt_items" RENAME COLUMN "option_order" TO "shown_order";--> statement-breakpoint
ALTER TABLE "attempt_items" ADD COLUMN "answer" jsonb;--> statement-breakpoint
ALTER TABLE "attempt_items" ADD COLUMN "score" double precision;--> statement-breakpoint
ALTER TABLE "attempt_items" ADD COLUMN "met" boolean[];--> statement-breakpoint
ALTER TABLE "attempt_items" ADD COLUMN "judged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "attempt_items" SET "answer" = jsonb_build_object('kind', 'single', 'chosen', "chosen") WHERE "chosen" IS NOT NULL;--> statement-breakpoint
UPDATE "attempt_items" SET "score" = "right"::int WHERE "right" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt_items" DROP COLUMN "chosen";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "points" double precision;--> statement-breakpoint
UPDATE "attempts" SET "points" = "right";--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "content" jsonb;--> statement-breakpoint
UPDATE "questions" SET "content" = jsonb_build_object('kind', 'single', 'options', "options");--> statement-breakpoint
ALTER TABLE "questions" ALTER COLUMN "content" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "kind" text GENERATED ALWAYS AS (content ->> 'kind') STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "bloom" text DEFAULT 'remember' NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" DROP COLUMN "options";
