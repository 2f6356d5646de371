CREATE TABLE `media_files` (
	`name` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`place` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`file` text,
	`bytes` integer NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_files_offer` ON `media_files` (`offer_id`);--> statement-breakpoint
CREATE INDEX `media_files_added` ON `media_files` (`added_at`);--> statement-breakpoint
UPDATE offers SET details = json_remove(details, '$.validity') WHERE kind = 'self-test' AND details ->> '$.validity' IS NOT NULL;
