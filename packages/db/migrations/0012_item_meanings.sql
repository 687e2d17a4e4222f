CREATE TABLE "item_meanings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"card_id" uuid,
	"question_id" uuid,
	"model" text NOT NULL,
	"vector" real[] NOT NULL,
	CONSTRAINT "item_meanings_of_one" CHECK (num_nonnulls("item_meanings"."card_id", "item_meanings"."question_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "item_meanings" ADD CONSTRAINT "item_meanings_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_meanings" ADD CONSTRAINT "item_meanings_card_id_flashcards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."flashcards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_meanings" ADD CONSTRAINT "item_meanings_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_meanings_course" ON "item_meanings" USING btree ("course_id","model");--> statement-breakpoint
CREATE INDEX "item_meanings_card" ON "item_meanings" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "item_meanings_question" ON "item_meanings" USING btree ("question_id");