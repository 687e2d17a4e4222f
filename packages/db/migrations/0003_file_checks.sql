CREATE TABLE "stray_files" (
	"key" text PRIMARY KEY NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "documents_storage_key" ON "documents" USING btree ("storage_key" collate "C");