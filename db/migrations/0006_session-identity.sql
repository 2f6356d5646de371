ALTER TABLE `sessions` ADD `source_key` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `cancelled_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_source_key` ON `sessions` (`offer_id`,`source_key`);--> statement-breakpoint
-- It names the column that goes; below it is made again with those that came.
DROP TRIGGER `topic_sessions_changed`;--> statement-breakpoint
-- When a session was cancelled was not written down; the offer has not changed since.
UPDATE `sessions` SET `cancelled_at` = (SELECT `updated_at` FROM `offers` WHERE `offers`.`id` = `sessions`.`offer_id`) WHERE `cancelled`;--> statement-breakpoint
ALTER TABLE `sessions` DROP COLUMN `cancelled`;--> statement-breakpoint
-- Every column but the two that count seats; a test looks whether one is missing.
CREATE TRIGGER `topic_sessions_changed` AFTER UPDATE OF id, offer_id, source_key, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, cancelled_at ON `sessions`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
