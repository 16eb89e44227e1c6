-- Without the words themselves, which stand in the texts: what is found are the numbers of statements.
CREATE VIRTUAL TABLE search USING fts5 (quote, who, content = '', tokenize = 'ascii');
