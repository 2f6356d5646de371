CREATE TABLE `audit_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`operation_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_roles` text NOT NULL,
	`action` text NOT NULL,
	`object_type` text NOT NULL,
	`object_id` text NOT NULL,
	`subject_id` text,
	`fields` text NOT NULL,
	`ground` text NOT NULL,
	`result` text NOT NULL,
	`payload_hash` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_events_object` ON `audit_events` (`object_type`,`object_id`);--> statement-breakpoint
CREATE TABLE `audit_payloads` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` blob NOT NULL,
	`reason` text,
	FOREIGN KEY (`seq`) REFERENCES `audit_events`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `affiliations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`staff_category` text NOT NULL,
	`career_stage` text,
	`manager_id` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`source` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`manager_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `affiliations_person` ON `affiliations` (`person_id`);--> statement-breakpoint
CREATE INDEX `affiliations_unit` ON `affiliations` (`unit_id`);--> statement-breakpoint
CREATE TABLE `identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person_id` text NOT NULL,
	`home_organisation` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `identities_person` ON `identities` (`person_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`handle` text,
	`name` text NOT NULL,
	`email` text,
	`language` text NOT NULL,
	`staff_number` text,
	`epoch` integer DEFAULT 1 NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_handle` ON `people` (`handle`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_staff_number` ON `people` (`staff_number`);--> statement-breakpoint
CREATE INDEX `people_name` ON `people` (`name`);--> statement-breakpoint
CREATE TABLE `relations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`relation` text NOT NULL,
	`record_type` text NOT NULL,
	`record_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `relations_person` ON `relations` (`person_id`);--> statement-breakpoint
CREATE INDEX `relations_record` ON `relations` (`record_type`,`record_id`);--> statement-breakpoint
CREATE TABLE `role_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` text,
	`provider_id` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`granted_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `providers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grants_person` ON `role_grants` (`person_id`);--> statement-breakpoint
CREATE INDEX `role_grants_role` ON `role_grants` (`role`);--> statement-breakpoint
CREATE TABLE `access_needs` (
	`person_id` text PRIMARY KEY NOT NULL,
	`arrangement` blob NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `data_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier_type` text NOT NULL,
	`dossier_id` text NOT NULL,
	`wrapped` blob NOT NULL,
	`wrapped_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_keys_dossier` ON `data_keys` (`dossier_type`,`dossier_id`);--> statement-breakpoint
CREATE TRIGGER `audit_events_in_order` BEFORE INSERT ON `audit_events`
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM `audit_events`)
  OR NEW.previous_hash <> coalesce((SELECT hash FROM `audit_events` ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'audit events are added in order'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_never_changed` BEFORE UPDATE ON `audit_events`
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_never_deleted` BEFORE DELETE ON `audit_events`
BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_payloads_only_blanked` BEFORE UPDATE ON `audit_payloads`
WHEN NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT OLD.salt OR NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a reason is only blanked'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_payloads_never_deleted` BEFORE DELETE ON `audit_payloads`
BEGIN SELECT RAISE(ABORT, 'reasons are never deleted'); END;
