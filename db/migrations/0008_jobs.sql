CREATE TABLE `jobs` (
	`name` text NOT NULL,
	`record` text NOT NULL,
	`due_at` integer NOT NULL,
	`retry_at` integer,
	`holder` text,
	`leased_until` integer,
	`started_at` integer,
	`ended_at` integer,
	`took_ms` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`error` text,
	PRIMARY KEY(`name`, `record`)
);
--> statement-breakpoint
-- The lease of the search feed is a row of this table now.
DELETE FROM `search_state` WHERE `name` = 'meili-lease';
