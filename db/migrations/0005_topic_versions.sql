CREATE TABLE `topic_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`catalogue` integer DEFAULT 0 NOT NULL,
	`portal` integer DEFAULT 0 NOT NULL,
	`search` integer DEFAULT 0 NOT NULL,
	`people` integer DEFAULT 0 NOT NULL,
	`seats` integer DEFAULT 0 NOT NULL,
	`seats_before` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
INSERT INTO `topic_versions` (`id`) VALUES (1);
--> statement-breakpoint
-- Triggers count: no verb can forget it, and what is rolled back is not counted (decision 003 says what that costs).
CREATE TRIGGER `topic_units_added` AFTER INSERT ON `units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_units_changed` AFTER UPDATE ON `units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_units_removed` AFTER DELETE ON `units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_providers_added` AFTER INSERT ON `providers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_providers_changed` AFTER UPDATE ON `providers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_providers_removed` AFTER DELETE ON `providers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_frameworks_added` AFTER INSERT ON `frameworks`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_frameworks_changed` AFTER UPDATE ON `frameworks`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_frameworks_removed` AFTER DELETE ON `frameworks`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_competences_added` AFTER INSERT ON `competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_competences_changed` AFTER UPDATE ON `competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_competences_removed` AFTER DELETE ON `competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offers_added` AFTER INSERT ON `offers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offers_changed` AFTER UPDATE ON `offers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offers_removed` AFTER DELETE ON `offers`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_units_added` AFTER INSERT ON `offer_units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_units_changed` AFTER UPDATE ON `offer_units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_units_removed` AFTER DELETE ON `offer_units`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_competences_added` AFTER INSERT ON `offer_competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_competences_changed` AFTER UPDATE ON `offer_competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_offer_competences_removed` AFTER DELETE ON `offer_competences`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_sessions_added` AFTER INSERT ON `sessions`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
-- Every column but the two that count seats; a test looks whether one is missing.
CREATE TRIGGER `topic_sessions_changed` AFTER UPDATE OF id, offer_id, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, cancelled ON `sessions`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_sessions_removed` AFTER DELETE ON `sessions`
BEGIN UPDATE `topic_versions` SET catalogue = catalogue + 1; END;
--> statement-breakpoint
-- Seats count at most once in five seconds: the row keeps the last two spans in which they changed, and a reader takes the one that has ended.
CREATE TRIGGER `topic_sessions_seats` AFTER UPDATE OF seats_taken, waiting ON `sessions`
BEGIN UPDATE `topic_versions` SET seats_before = seats, seats = unixepoch() / 5 WHERE seats <> unixepoch() / 5; END;
--> statement-breakpoint
CREATE TRIGGER `topic_portal_facts_added` AFTER INSERT ON `portal_facts`
BEGIN UPDATE `topic_versions` SET portal = portal + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_portal_facts_changed` AFTER UPDATE ON `portal_facts`
BEGIN UPDATE `topic_versions` SET portal = portal + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_portal_facts_removed` AFTER DELETE ON `portal_facts`
BEGIN UPDATE `topic_versions` SET portal = portal + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_people_added` AFTER INSERT ON `people`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_people_changed` AFTER UPDATE ON `people`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_people_removed` AFTER DELETE ON `people`
BEGIN UPDATE `topic_versions` SET people = people + 1; END;
--> statement-breakpoint
-- What a search answers beside the documents, which change with their offers: the words that editors and offers taught, and what the search server has taken in. That a document waits to be sent there changes nothing.
CREATE TRIGGER `topic_search_doc_sent` AFTER UPDATE OF sent ON `search_doc` WHEN NEW.sent > OLD.sent
BEGIN UPDATE `topic_versions` SET search = search + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_search_state_added` AFTER INSERT ON `search_state` WHEN NEW.name IN ('words-version', 'synonyms-version', 'meili-built')
BEGIN UPDATE `topic_versions` SET search = search + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_search_state_changed` AFTER UPDATE ON `search_state` WHEN NEW.name IN ('words-version', 'synonyms-version', 'meili-built')
BEGIN UPDATE `topic_versions` SET search = search + 1; END;
--> statement-breakpoint
CREATE TRIGGER `topic_search_state_removed` AFTER DELETE ON `search_state` WHEN OLD.name IN ('words-version', 'synonyms-version', 'meili-built')
BEGIN UPDATE `topic_versions` SET search = search + 1; END;
