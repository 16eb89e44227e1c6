-- The chain, format 1. docs/ledger-format.md describes it.

CREATE TABLE entries (
  number INTEGER PRIMARY KEY,      -- from 1, without gaps
  kind TEXT NOT NULL,              -- article, record, correction, forget; these three columns repeat what stands in bytes
  time TEXT NOT NULL,              -- UTC
  article INTEGER,                 -- the number of the article it is about
  previous BLOB NOT NULL,          -- the hash of the entry before, 32 zero bytes at the start
  bytes BLOB NOT NULL,             -- the entry in canonical form
  hash BLOB NOT NULL               -- SHA-256 over previous and bytes
) STRICT;
CREATE INDEX entries_by_article ON entries (article, kind);
CREATE INDEX entries_by_time ON entries (time);

-- The words, apart from the entries, which hold only their hashes: so that they can be forgotten and the chain still verifies.
CREATE TABLE contents (
  entry INTEGER PRIMARY KEY REFERENCES entries (number),
  text TEXT,                       -- the article's text as it was published; NULL for records
  details BLOB NOT NULL            -- what is known of the article, or the record, in canonical form
) STRICT;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
    OR NEW.previous IS NOT coalesce((SELECT hash FROM entries ORDER BY number DESC LIMIT 1), zeroblob(32))
  BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER contents_come_once BEFORE INSERT ON contents
  WHEN EXISTS (SELECT 1 FROM contents WHERE entry = NEW.entry)
    OR EXISTS (
      SELECT 1 FROM entries AS own JOIN entries AS forget ON forget.article = own.article AND forget.kind = 'forget'
      WHERE own.number = NEW.entry
    )
  BEGIN SELECT RAISE(ABORT, 'contents are written once'); END;
CREATE TRIGGER contents_stay BEFORE UPDATE ON contents BEGIN SELECT RAISE(ABORT, 'contents are never changed'); END;
CREATE TRIGGER contents_remain BEFORE DELETE ON contents
  WHEN NOT EXISTS (
    SELECT 1 FROM entries AS own JOIN entries AS forget ON forget.article = own.article AND forget.kind = 'forget'
    WHERE own.number = OLD.entry
  )
  BEGIN SELECT RAISE(ABORT, 'contents are removed only after an entry that says so'); END;
