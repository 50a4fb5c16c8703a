select dragonfly.note_stage_errors($1)
