/** Texts of notes, which come apart from the page that they are on. */
export const notesStrings = {
  notes: {
    title: 'Notes',
    hint: 'Only your team sees notes, here and in the demo’s thread.',
    write: 'Add a note for your team',
    send: 'Add note',
    at: 'At',
    at_label: 'Position in the track, in minutes and seconds',
    of_label: 'Track',
    link: 'The link',
    pin: 'Pin to {{position}}',
    play_from: 'Play {{name}} from {{position}}',
    remove_label: 'Remove the note by {{name}}',
    remove_hint: 'It’s removed for everyone, here and on Discord.',
    remove_confirm: 'Remove note',
    marker_text: '{{name}} at {{position}}: {{text}}',
    marker_one: '1 note at {{position}}',
    marker_other: '{{count, number}} notes from {{position}}',
  },
  field: {
    note: 'The note',
  },
  problem: {
    note_position: 'Use minutes and seconds, such as 1:23.',
    note_too_many: 'A demo can have at most {{max}} notes. Remove one first.',
    note_no_file: 'This file has been removed.',
    note_no_track: 'This demo has no link to pin a note to.',
    note_after_end: 'The track ends before that.',
  },
};
