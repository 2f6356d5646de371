CREATE TABLE `competences` (
	`id` text PRIMARY KEY NOT NULL,
	`framework_id` text NOT NULL,
	`area` text NOT NULL,
	`name_nl` text NOT NULL,
	`name_en` text NOT NULL,
	`uri` text,
	`position` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`framework_id`) REFERENCES `frameworks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `frameworks` (
	`id` text PRIMARY KEY NOT NULL,
	`name_nl` text NOT NULL,
	`name_en` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `offer_competences` (
	`offer_id` text NOT NULL,
	`competence_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`offer_id`, `competence_id`),
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_id`) REFERENCES `competences`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `offer_competences_competence` ON `offer_competences` (`competence_id`);--> statement-breakpoint
CREATE TABLE `offer_units` (
	`offer_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`offer_id`, `unit_id`),
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `offer_units_unit` ON `offer_units` (`unit_id`);--> statement-breakpoint
CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`source_key` text,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`publish_from` integer,
	`publish_until` integer,
	`slug_nl` text NOT NULL,
	`slug_en` text NOT NULL,
	`title_nl` text NOT NULL,
	`title_en` text NOT NULL,
	`summary_nl` text NOT NULL,
	`summary_en` text NOT NULL,
	`body_nl` text NOT NULL,
	`body_en` text NOT NULL,
	`text_nl_at` integer NOT NULL,
	`text_en_at` integer NOT NULL,
	`themes` text NOT NULL,
	`target_groups` text NOT NULL,
	`languages` text NOT NULL,
	`aim_domains` text NOT NULL,
	`format` text NOT NULL,
	`learning_form` text NOT NULL,
	`participation` text NOT NULL,
	`duration` text,
	`cost_cents` integer,
	`payer` text,
	`provider_id` text,
	`owner_unit_id` text NOT NULL,
	`owner_email` text NOT NULL,
	`review_on` text NOT NULL,
	`details` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `offers_source_key` ON `offers` (`source_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `offers_slug_nl` ON `offers` (`slug_nl`);--> statement-breakpoint
CREATE UNIQUE INDEX `offers_slug_en` ON `offers` (`slug_en`);--> statement-breakpoint
CREATE INDEX `offers_kind_state` ON `offers` (`kind`,`state`);--> statement-breakpoint
CREATE TABLE `portal_facts` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `providers` (
	`id` text PRIMARY KEY NOT NULL,
	`external` integer NOT NULL,
	`name_nl` text NOT NULL,
	`name_en` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`days` text NOT NULL,
	`zone` text NOT NULL,
	`place_nl` text NOT NULL,
	`place_en` text NOT NULL,
	`online` integer NOT NULL,
	`seats` integer,
	`seats_taken` integer NOT NULL,
	`waiting` integer NOT NULL,
	`cancelled` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_offer` ON `sessions` (`offer_id`);--> statement-breakpoint
CREATE INDEX `sessions_starts` ON `sessions` (`starts_at`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`parent_id` text,
	`name_nl` text NOT NULL,
	`name_en` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wishes` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`searched` text NOT NULL,
	`wish` text NOT NULL,
	`created_at` integer NOT NULL
);
