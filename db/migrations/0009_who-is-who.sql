CREATE TABLE `held_sign_ins` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text,
	`email` text,
	`home_organisation` text,
	`staff_number` text,
	`is_somebody_else` integer DEFAULT false NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `held_sign_ins_subject` ON `held_sign_ins` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `held_sign_ins_person` ON `held_sign_ins` (`person_id`);--> statement-breakpoint
CREATE TABLE `person_aliases` (
	`alias_id` text PRIMARY KEY NOT NULL,
	`into_id` text NOT NULL,
	`person_id` text NOT NULL,
	`merged_by` text NOT NULL,
	`merged_at` integer NOT NULL,
	`moved` text NOT NULL,
	FOREIGN KEY (`alias_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`into_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `person_aliases_person` ON `person_aliases` (`person_id`);--> statement-breakpoint
CREATE INDEX `person_aliases_into` ON `person_aliases` (`into_id`);--> statement-breakpoint
-- A number is unique within one organisation. Rows that are there keep theirs without one, until the portal knows it has only one (decision 019).
DROP INDEX `people_staff_number`;--> statement-breakpoint
ALTER TABLE `people` ADD `home_organisation` text;--> statement-breakpoint
CREATE UNIQUE INDEX `people_staff_number_alone` ON `people` (`staff_number`) WHERE home_organisation IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `people_staff_number` ON `people` (`home_organisation`,`staff_number`);--> statement-breakpoint
-- The list of names leads from a merged record to whom it stands for.
CREATE TRIGGER `topic_person_aliases_added` AFTER INSERT ON `person_aliases`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_person_aliases_changed` AFTER UPDATE ON `person_aliases`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_person_aliases_removed` AFTER DELETE ON `person_aliases`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
