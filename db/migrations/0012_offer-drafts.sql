CREATE TABLE `offer_draft_fields` (
	`draft_id` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`changed_by` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `name`),
	FOREIGN KEY (`draft_id`) REFERENCES `offer_drafts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `offer_draft_texts` (
	`draft_id` text NOT NULL,
	`name` text NOT NULL,
	`written_by` text NOT NULL,
	`value` text NOT NULL,
	`written_at` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `name`, `written_by`),
	FOREIGN KEY (`draft_id`) REFERENCES `offer_drafts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`written_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `offer_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `offer_editors` (
	`offer_id` text NOT NULL,
	`person_id` text NOT NULL,
	`section` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`offer_id`, `person_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `offer_editors_seen` ON `offer_editors` (`seen_at`);