ALTER TABLE `offers` ADD `aim_goals` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `offers` ADD `link` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `discreet` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `offers` ADD `discreet_off_reason` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `asked` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `offers` ADD `film` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `picture` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `least` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `decide_on` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `decision` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `waiting_list` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `sign_up_from` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `sign_up_until` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `cancel_until` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `approval` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `cost_cents` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `payer` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `late_cost_cents` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `late_payer` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `questions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `online_link` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `trainer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `slots` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `sequence` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `changed_at` integer;--> statement-breakpoint
-- What is discreet by itself becomes so, unless it already promises something else: then somebody has to look at it first.
UPDATE `offers` SET `discreet` = 1 WHERE (`kind` = 'coaching' OR EXISTS (SELECT 1 FROM json_each(`themes`) WHERE value IN
  ('who-am-i', 'mobility', 'cv-check', 'interview-practice', 'linkedin', 'wellbeing', 'inclusion')));--> statement-breakpoint
UPDATE `offers` SET `discreet` = 0, `discreet_off_reason` = 'Vroeg al om akkoord of betaling door de afdeling. / Asked for approval or payment by the unit already.'
  WHERE `discreet` AND (`payer` = 'unit' OR json_extract(`details`, '$.approval') = 'manager');--> statement-breakpoint
-- Every column but the two that count seats; a test looks whether one is missing.
DROP TRIGGER `topic_sessions_changed`;--> statement-breakpoint
CREATE TRIGGER `topic_sessions_changed` AFTER UPDATE OF id, offer_id, source_key, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, cancelled_at,
  least, decide_on, decision, waiting_list, sign_up_from, sign_up_until, cancel_until, approval, cost_cents, payer, late_cost_cents, late_payer, questions, online_link,
  trainer, slots, sequence, changed_at ON `sessions`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
