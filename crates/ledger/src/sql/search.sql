CREATE VIRTUAL TABLE search USING fts5 (quote, who, content = 'search_words', content_rowid = 'statement', tokenize = 'ascii');
