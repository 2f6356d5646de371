-- The embedded search index. Contentless: the words point to a document, the text itself stays in the offer.
CREATE VIRTUAL TABLE search_fts USING fts5(
  title_nl, title_en, summary_nl, summary_en, labels, body_nl, body_en,
  content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3 4'
);
--> statement-breakpoint
-- One row a document. `columns` holds the facet values and numbers that filtering and counting need;
-- `seq` rises with every change, so that a process reads only what is new; a removed document keeps its row as a mark.
CREATE TABLE search_doc (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,
  live INTEGER NOT NULL,
  columns TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX search_doc_seq ON search_doc(seq);
