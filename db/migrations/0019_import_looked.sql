ALTER TABLE `import_files` ADD `unit` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `import_files` ADD `looked` text;--> statement-breakpoint
ALTER TABLE `import_files` ADD `applying` text;