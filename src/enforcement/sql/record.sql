with {{include enforcement/record_parts.sql}}
