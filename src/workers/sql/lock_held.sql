with {{include workers/held.sql}} select attempts from held where $5 is not null
