CREATE TABLE `enquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`person_id` text NOT NULL,
	`language` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `enquiries_offer` ON `enquiries` (`offer_id`,`state`);--> statement-breakpoint
CREATE INDEX `enquiries_person` ON `enquiries` (`person_id`);--> statement-breakpoint
CREATE TABLE `enquiry_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`enquiry_id` text NOT NULL,
	`side` text NOT NULL,
	`author_id` text NOT NULL,
	`words` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`enquiry_id`) REFERENCES `enquiries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `enquiry_messages_enquiry` ON `enquiry_messages` (`enquiry_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `remarks` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`page` text NOT NULL,
	`offer_id` text,
	`words` text NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `remarks_open` ON `remarks` (`done_at`,`created_at`);--> statement-breakpoint
-- That somebody asked about an offer for the first time makes nothing cached anew: the time of a page would tell it (attack A8).
DROP TRIGGER `topic_offers_changed`;--> statement-breakpoint
CREATE TRIGGER `topic_offers_changed` AFTER UPDATE ON `offers` WHEN NEW.`asked` IS OLD.`asked`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
