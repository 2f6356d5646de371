CREATE TABLE `closing_days` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`name_nl` text NOT NULL,
	`name_en` text NOT NULL
);
--> statement-breakpoint
-- Pages that show dates are made from them.
CREATE TRIGGER `topic_closing_days_added` AFTER INSERT ON `closing_days`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_closing_days_changed` AFTER UPDATE ON `closing_days`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_closing_days_removed` AFTER DELETE ON `closing_days`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
