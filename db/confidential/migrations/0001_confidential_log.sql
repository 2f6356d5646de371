CREATE TABLE `confidential_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`operation_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_roles` text NOT NULL,
	`action` text NOT NULL,
	`record_type` text NOT NULL,
	`record_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`fields` text NOT NULL,
	`ground` text NOT NULL,
	`reason` text NOT NULL,
	`came_by` text NOT NULL,
	`result` text NOT NULL,
	`text_id` text NOT NULL,
	`version` integer,
	`version_hash` text,
	`salt` blob NOT NULL,
	FOREIGN KEY (`seq`) REFERENCES `confidential_links`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `confidential_events_record` ON `confidential_events` (`record_id`,`seq`);--> statement-breakpoint
CREATE INDEX `confidential_events_subject` ON `confidential_events` (`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `confidential_events_text` ON `confidential_events` (`text_id`,`seq`);--> statement-breakpoint
CREATE TABLE `confidential_heads` (
	`digest` text PRIMARY KEY NOT NULL,
	`salt` blob NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `confidential_links` (
	`seq` integer PRIMARY KEY NOT NULL,
	`leaf` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `keys_to_destroy` (
	`key_id` text PRIMARY KEY NOT NULL,
	`marked_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `access_needs` ADD `version_number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `access_needs` ADD `previous_hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `access_needs` ADD `saved_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `access_needs` ADD `struck_at` integer;--> statement-breakpoint
CREATE TRIGGER `confidential_links_in_order` BEFORE INSERT ON `confidential_links`
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM `confidential_links`)
  OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM `confidential_links` WHERE seq = NEW.seq - 1), '')
BEGIN SELECT RAISE(ABORT, 'confidential events are added in order'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_links_never_changed` BEFORE UPDATE ON `confidential_links`
BEGIN SELECT RAISE(ABORT, 'a link of the confidential log is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_links_never_deleted` BEFORE DELETE ON `confidential_links`
BEGIN SELECT RAISE(ABORT, 'a link of the confidential log is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_events_with_their_link` BEFORE INSERT ON `confidential_events`
WHEN NEW.seq IS NOT (SELECT max(seq) FROM `confidential_links`) OR length(NEW.salt) IS NOT 16
  OR EXISTS (SELECT 1 FROM `confidential_events` WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a confidential event is added with its link'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_events_never_changed` BEFORE UPDATE ON `confidential_events`
BEGIN SELECT RAISE(ABORT, 'a confidential event is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_events_named_first` BEFORE DELETE ON `confidential_events`
WHEN OLD.action = 'confidential-log.erase' OR NOT EXISTS (
  SELECT 1 FROM `confidential_events` AS erasure
  WHERE erasure.seq = (SELECT max(seq) FROM `confidential_links`) AND erasure.action = 'confidential-log.erase'
    AND instr(',' || erasure.fields || ',', ',' || OLD.seq || ',') > 0
) OR EXISTS (SELECT 1 FROM `dossiers` WHERE id = OLD.record_id)
BEGIN SELECT RAISE(ABORT, 'a confidential event goes after its record, and an erasure names it first'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_heads_added` BEFORE INSERT ON `confidential_heads`
WHEN EXISTS (SELECT 1 FROM `confidential_heads` WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'a head of the confidential log is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `confidential_heads_never_changed` BEFORE UPDATE ON `confidential_heads`
BEGIN SELECT RAISE(ABORT, 'a head of the confidential log is never changed'); END;
