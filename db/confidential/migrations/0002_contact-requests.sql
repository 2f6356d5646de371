CREATE TABLE `contact_requests` (
	`dossier_id` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`saved_at` integer NOT NULL,
	`version_number` integer DEFAULT 0 NOT NULL,
	`previous_hash` text DEFAULT '' NOT NULL,
	`saved_by` text DEFAULT '' NOT NULL,
	`struck_at` integer,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossiers`(`id`) ON UPDATE no action ON DELETE cascade
);
