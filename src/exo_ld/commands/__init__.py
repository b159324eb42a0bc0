"""The commands of the command line: their options, and what each calls. The work is in the other rooms, imported when
called."""
