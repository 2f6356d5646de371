CREATE TABLE `offer_discards` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`kind` text NOT NULL,
	`created_by` text,
	`content` text NOT NULL,
	`discarded_by` text,
	`discarded_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`discarded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `offer_discards_offer` ON `offer_discards` (`offer_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_offer_draft_texts` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`name` text NOT NULL,
	`written_by` text NOT NULL,
	`value` text NOT NULL,
	`written_at` integer NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `offer_drafts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`written_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_offer_draft_texts`("id", "draft_id", "name", "written_by", "value", "written_at") SELECT lower(hex(randomblob(16))), "draft_id", "name", "written_by", "value", "written_at" FROM `offer_draft_texts`;--> statement-breakpoint
DROP TABLE `offer_draft_texts`;--> statement-breakpoint
ALTER TABLE `__new_offer_draft_texts` RENAME TO `offer_draft_texts`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `offer_draft_texts_writer` ON `offer_draft_texts` (`draft_id`,`written_by`);--> statement-breakpoint
ALTER TABLE `offer_draft_fields` ADD `base` text;