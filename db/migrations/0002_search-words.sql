-- The index is laid out anew: a table for each class of fields, so that looking in titles does not read through bodies. Contentless as
-- before. Which forms of a word belong together is known per word (search_term), not written into the lines of every document.
DROP TABLE search_fts;
--> statement-breakpoint
CREATE VIRTUAL TABLE search_title USING fts5(
  nl, en, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3 4'
);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_middle USING fts5(
  words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0", prefix='2 3 4'
);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_body USING fts5(
  words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0", prefix='3 4'
);
--> statement-breakpoint
-- Every word of the index. `places`: 1 title, 2 summary or label, 4 body; `languages`: 1 Dutch, 2 English; `documents` as last counted;
-- the stems stand here so that they are worked out once; `seq` rises with every change, so that a process reads only what is new.
CREATE TABLE search_term (
  term TEXT PRIMARY KEY,
  places INTEGER NOT NULL,
  languages INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  nl TEXT NOT NULL,
  en TEXT NOT NULL,
  family TEXT NOT NULL,
  seq INTEGER NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX search_term_seq ON search_term(seq);
--> statement-breakpoint
-- What editors say of synonyms: groups they added, and groups of the product's list that they took out. Sides parted by `;`.
CREATE TABLE search_synonym (
  sides TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('added', 'removed')),
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
-- Pairs of words that the offers taught, with their evidence; `state` is what an editor said of them.
CREATE TABLE search_pair (
  nl TEXT NOT NULL,
  en TEXT NOT NULL,
  together INTEGER NOT NULL,
  nl_alone INTEGER NOT NULL,
  en_alone INTEGER NOT NULL,
  dice REAL NOT NULL,
  state TEXT NOT NULL DEFAULT 'learned' CHECK (state IN ('learned', 'kept', 'refused')),
  PRIMARY KEY (nl, en)
) WITHOUT ROWID;
--> statement-breakpoint
-- Searches without a result: the words, how often, in which language of the portal. Never who, nor when on a day.
CREATE TABLE search_miss (
  words TEXT NOT NULL,
  language TEXT NOT NULL,
  times INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (words, language)
) WITHOUT ROWID;
--> statement-breakpoint
-- What the search knows of itself: the layout of the index, the version of the words, the lease and state of the Meilisearch feed.
CREATE TABLE search_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
-- The outbox to Meilisearch: a document whose `seq` is above what was `sent` still has to go there. One row a document, so changes
-- that follow each other go as one.
ALTER TABLE search_doc ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
CREATE INDEX search_doc_unsent ON search_doc(seq) WHERE seq > sent;
--> statement-breakpoint
-- The lines of the index are written anew at the next start (search_state names no layout yet).
DELETE FROM search_doc;
