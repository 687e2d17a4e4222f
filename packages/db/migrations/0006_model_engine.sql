CREATE TABLE "model_answers" (
	"key" text PRIMARY KEY NOT NULL,
	"answer" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_reservations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"cost_micros" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "instead" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "discarded_for" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "feature" text DEFAULT 'document' NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "engine" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "instead" text;--> statement-breakpoint
CREATE INDEX "model_answers_created" ON "model_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "model_calls_created" ON "model_calls" USING btree ("created_at");