CREATE TYPE "public"."inquiry_kind" AS ENUM('questions', 'explanation');--> statement-breakpoint
CREATE TYPE "public"."inquiry_status" AS ENUM('queued', 'working', 'ready', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "inquiries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" "inquiry_kind" NOT NULL,
	"revision" integer NOT NULL,
	"page" integer NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"quote" text NOT NULL,
	"language" text,
	"status" "inquiry_status" DEFAULT 'queued' NOT NULL,
	"activity" text DEFAULT 'Waiting for its turn' NOT NULL,
	"answer" jsonb,
	"engine" text,
	"instead" text,
	"error" jsonb,
	"started_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "card_schedules" ADD COLUMN "sibling_id" uuid;--> statement-breakpoint
ALTER TABLE "card_schedules" ADD COLUMN "buried_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "flashcards" ADD COLUMN "sibling_id" uuid;--> statement-breakpoint
ALTER TABLE "inquiries" ADD CONSTRAINT "inquiries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inquiries" ADD CONSTRAINT "inquiries_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inquiries" ADD CONSTRAINT "inquiries_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inquiries_user_created" ON "inquiries" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "inquiries_created" ON "inquiries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "inquiries_course" ON "inquiries" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "inquiries_document" ON "inquiries" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "card_schedules_siblings" ON "card_schedules" USING btree ("user_id","sibling_id") WHERE sibling_id is not null;