CREATE TABLE `drafts` (
	`owner_id` text NOT NULL,
	`form` text NOT NULL,
	`record_id` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `form`, `record_id`),
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
