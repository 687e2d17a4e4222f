CREATE TYPE "public"."item_status" AS ENUM('draft', 'accepted', 'rejected');--> statement-breakpoint
CREATE TABLE "rejected_items" (
	"document_id" uuid NOT NULL,
	"content_key" text NOT NULL,
	CONSTRAINT "rejected_items_document_id_content_key_pk" PRIMARY KEY("document_id","content_key")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "look_at_drafts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "accept_at_once" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flashcards" ADD COLUMN "status" "item_status" DEFAULT 'accepted' NOT NULL;--> statement-breakpoint
ALTER TABLE "flashcards" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "status" "item_status" DEFAULT 'accepted' NOT NULL;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "rejected_items" ADD CONSTRAINT "rejected_items_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flashcards_course_content" ON "flashcards" USING btree ("course_id","content_key");--> statement-breakpoint
CREATE INDEX "flashcards_drafts" ON "flashcards" USING btree ("document_id") WHERE status <> 'accepted';--> statement-breakpoint
CREATE INDEX "questions_course_content" ON "questions" USING btree ("course_id","content_key");--> statement-breakpoint
CREATE INDEX "questions_drafts" ON "questions" USING btree ("document_id") WHERE status <> 'accepted';