CREATE TABLE `outbox` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`ids` text NOT NULL,
	`level` text NOT NULL,
	`written_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`done_by` text DEFAULT '[]' NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`error` text,
	`retry_at` integer,
	`holder` text,
	`leased_until` integer,
	`ended_at` integer,
	`end` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key_unique` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`due_at`,`number`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_ended` ON `outbox` (`ended_at`) WHERE ended_at IS NOT NULL;