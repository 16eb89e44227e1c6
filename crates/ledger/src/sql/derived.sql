-- What is derived from the chain: dropped and made anew by `wortlaut reindex`.

CREATE TABLE derived (version INTEGER NOT NULL, stems TEXT NOT NULL) STRICT;

CREATE TABLE sources (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE outlets (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE readers (number INTEGER PRIMARY KEY, program TEXT NOT NULL, model TEXT NOT NULL, UNIQUE (program, model)) STRICT;

CREATE TABLE articles (
  entry INTEGER PRIMARY KEY,
  id BLOB NOT NULL,                -- SHA-256 of the normalised text
  source INTEGER,                  -- what its versions have in common
  version INTEGER NOT NULL,        -- from 1
  superseded INTEGER,              -- the entry of the next version
  forgotten INTEGER,               -- the entry that removed its words
  title TEXT, url TEXT, outlet INTEGER, published TEXT, language TEXT,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_source ON articles (source, version) WHERE source IS NOT NULL;
CREATE INDEX articles_by_outlet ON articles (outlet) WHERE outlet IS NOT NULL;

CREATE TABLE readings (
  entry INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  reader INTEGER NOT NULL,
  superseded INTEGER,              -- the entry of a later reading of the article
  first_statement INTEGER NOT NULL, statements INTEGER NOT NULL,
  first_party INTEGER NOT NULL, parties INTEGER NOT NULL,
  first_matter INTEGER NOT NULL, matters INTEGER NOT NULL
) STRICT;
CREATE INDEX readings_by_article ON readings (article);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL,        -- the entry of the record
  article INTEGER NOT NULL,
  superseded INTEGER,              -- the entry that made it old: a later reading or version
  rejected INTEGER,                -- the entry that says it is none
  kind TEXT NOT NULL, act TEXT, medium TEXT, hedge INTEGER NOT NULL,
  party INTEGER, matter INTEGER,   -- rows of parties and matters
  outlet INTEGER,
  said TEXT,                       -- when it was said, else when the article was published: ISO 8601, as exact as that is
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,  -- the quote with everything between its pieces, bytes of the text
  within INTEGER,                  -- row of the statement it is part of
  confidence INTEGER NOT NULL,     -- per mille
  found_by TEXT NOT NULL
) STRICT;
CREATE INDEX statements_by_act ON statements (act, number) WHERE act IS NOT NULL;
CREATE INDEX statements_by_party ON statements (party) WHERE party IS NOT NULL;
CREATE INDEX statements_by_matter ON statements (matter) WHERE matter IS NOT NULL;
CREATE INDEX statements_by_outlet ON statements (outlet, number) WHERE outlet IS NOT NULL;
CREATE INDEX statements_by_time ON statements (said) WHERE said IS NOT NULL;

CREATE TABLE parties (
  number INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL,
  name TEXT NOT NULL,              -- as corrected
  read_as TEXT NOT NULL,
  kind TEXT, speaks_for INTEGER, identity TEXT
) STRICT;
CREATE INDEX parties_by_name ON parties (name);

CREATE TABLE matters (
  number INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL,
  name TEXT NOT NULL,              -- its label, as corrected
  read_as TEXT NOT NULL,
  known INTEGER, time TEXT
) STRICT;
CREATE INDEX matters_by_name ON matters (name);
CREATE TABLE matter_parties (matter INTEGER NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (matter, party)) STRICT, WITHOUT ROWID;

CREATE TABLE stances (
  reading INTEGER NOT NULL, position INTEGER NOT NULL,
  matter INTEGER NOT NULL, party INTEGER NOT NULL, act TEXT NOT NULL, statement INTEGER NOT NULL,
  since TEXT, first_hand INTEGER NOT NULL,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX stances_by_matter ON stances (matter);
CREATE INDEX stances_by_party ON stances (party);

CREATE TABLE changes (
  reading INTEGER NOT NULL, position INTEGER NOT NULL,
  party INTEGER NOT NULL, matter INTEGER NOT NULL,
  from_statement INTEGER NOT NULL, from_start INTEGER NOT NULL, from_end INTEGER NOT NULL, from_value TEXT NOT NULL,
  to_statement INTEGER NOT NULL, to_start INTEGER NOT NULL, to_end INTEGER NOT NULL, to_value TEXT NOT NULL,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_party ON changes (party);
CREATE INDEX changes_by_matter ON changes (matter);

CREATE TABLE corrections (
  entry INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT, article INTEGER, name TEXT, other TEXT
) STRICT;
CREATE INDEX corrections_by_name ON corrections (name, subject, entry) WHERE name IS NOT NULL;
CREATE INDEX corrections_by_article ON corrections (article, entry) WHERE article IS NOT NULL;

-- The quotes that a correction is about: with everything between their pieces, bytes of the text.
CREATE TABLE correction_places (
  entry INTEGER NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

-- What corrections made of a statement, and of names: the newest up to a moment counts.
CREATE TABLE statement_corrections (
  statement INTEGER NOT NULL, entry INTEGER NOT NULL,
  kind TEXT NOT NULL,              -- reject, accept, party, matter
  name TEXT,                       -- of the other party or matter
  PRIMARY KEY (statement, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE party_names (party INTEGER NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (party, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE matter_names (matter INTEGER NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (matter, entry)) STRICT, WITHOUT ROWID;

-- The words that search finds who said a statement by. The stems of its quote follow from the text; the index holds both.
CREATE TABLE search_words (statement INTEGER PRIMARY KEY, who TEXT NOT NULL) STRICT;
