CREATE TABLE `sign_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`person_id` text NOT NULL,
	`slot_id` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`holds` text NOT NULL,
	`number` integer NOT NULL,
	`language` text NOT NULL,
	`answers` text DEFAULT '{}' NOT NULL,
	`asked_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`offered_until` integer,
	`ended` text,
	`late` integer DEFAULT false NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ups_number` ON `sign_ups` (`session_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ups_once` ON `sign_ups` (`session_id`,`person_id`) WHERE holds <> 'nothing';--> statement-breakpoint
CREATE INDEX `sign_ups_person` ON `sign_ups` (`person_id`);--> statement-breakpoint
CREATE INDEX `sign_ups_next` ON `sign_ups` (`session_id`,`slot_id`,`holds`,`number`);--> statement-breakpoint
CREATE INDEX `sign_ups_offered` ON `sign_ups` (`offered_until`) WHERE offered_until IS NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `signed_up` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `listed` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `sign_ups_counted_new` AFTER INSERT ON `sign_ups` WHEN NEW.holds <> 'nothing'
BEGIN UPDATE `sessions` SET signed_up = signed_up + (NEW.holds = 'place'), listed = listed + (NEW.holds = 'number') WHERE id = NEW.session_id; END;--> statement-breakpoint
CREATE TRIGGER `sign_ups_counted_changed` AFTER UPDATE OF holds ON `sign_ups` WHEN OLD.holds <> NEW.holds
BEGIN UPDATE `sessions` SET signed_up = signed_up + (NEW.holds = 'place') - (OLD.holds = 'place'),
  listed = listed + (NEW.holds = 'number') - (OLD.holds = 'number') WHERE id = NEW.session_id; END;--> statement-breakpoint
CREATE TRIGGER `sign_ups_counted_gone` AFTER DELETE ON `sign_ups` WHEN OLD.holds <> 'nothing'
BEGIN UPDATE `sessions` SET signed_up = signed_up - (OLD.holds = 'place'), listed = listed - (OLD.holds = 'number') WHERE id = OLD.session_id; END;--> statement-breakpoint
DROP TRIGGER `topic_sessions_seats`;--> statement-breakpoint
CREATE TRIGGER `topic_sessions_seats` AFTER UPDATE OF seats_taken, waiting, signed_up, listed ON `sessions`
BEGIN UPDATE `topic_versions` SET seats_before = seats, seats = unixepoch() / 5 WHERE seats <> unixepoch() / 5; END;
