DROP INDEX `audit_events_actor`;--> statement-breakpoint
DROP INDEX `audit_events_subject`;--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_events_action` ON `audit_events` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_refused` ON `audit_events` (`at`) WHERE result = 'refused';--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject_id`,`at`);--> statement-breakpoint
CREATE TRIGGER `audit_payloads_with_their_event` BEFORE INSERT ON `audit_payloads`
WHEN NEW.reason IS NULL OR length(NEW.salt) IS NOT 16
  OR NEW.seq IS NOT (SELECT max(seq) FROM `audit_events`)
  OR EXISTS (SELECT 1 FROM `audit_payloads` WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM `audit_events` WHERE seq = NEW.seq AND payload_hash = '')
BEGIN SELECT RAISE(ABORT, 'a reason is added with its event'); END;
--> statement-breakpoint
DROP TRIGGER `audit_payloads_only_blanked`;
--> statement-breakpoint
CREATE TRIGGER `audit_payloads_only_blanked` BEFORE UPDATE ON `audit_payloads`
WHEN NEW.seq IS NOT OLD.seq OR NEW.reason IS NOT NULL OR NEW.salt IS NOT x''
BEGIN SELECT RAISE(ABORT, 'a reason is only blanked, with its salt'); END;
--> statement-breakpoint
DROP TRIGGER `audit_events_in_order`;
--> statement-breakpoint
CREATE TRIGGER `audit_events_in_order` BEFORE INSERT ON `audit_events`
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM `audit_events`)
  OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM `audit_events` WHERE seq = NEW.seq - 1), '')
BEGIN SELECT RAISE(ABORT, 'audit events are added in order'); END;
