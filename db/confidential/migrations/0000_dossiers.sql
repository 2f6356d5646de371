CREATE TABLE `access_needs` (
	`dossier_id` text PRIMARY KEY NOT NULL,
	`arrangement` blob NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossiers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `dossier_relations` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier_id` text NOT NULL,
	`person_id` text NOT NULL,
	`relation` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossiers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `dossier_relations_dossier` ON `dossier_relations` (`dossier_id`);--> statement-breakpoint
CREATE INDEX `dossier_relations_person` ON `dossier_relations` (`person_id`);--> statement-breakpoint
CREATE TABLE `dossiers` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`subject_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `dossiers_subject` ON `dossiers` (`subject_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_one_a_person` ON `dossiers` (`type`,`subject_id`) WHERE type = 'access-needs';--> statement-breakpoint
CREATE TABLE `erasures` (
	`dossier_id` text PRIMARY KEY NOT NULL,
	`dossier_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`marked_at` integer NOT NULL
);
