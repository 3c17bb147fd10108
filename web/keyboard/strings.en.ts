import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of the palette and the shortcut sheet, which are loaded with them. */
export const keyboardStrings = {
  keys: {
    title: 'Keyboard',
    intro: 'Your hands can stay where they are.',
    move: 'Move',
    act: 'Act on a demo',
    everywhere: 'Everywhere',
    next: 'Next demo',
    previous: 'Previous demo',
    back: 'Back to the list',
    find: 'Find in the list',
    approve: 'Approve',
    reject: 'Reject, with a reason',
    message: 'Write to the artist',
    undo: 'Undo a decision',
    send: 'Send the message',
    listen: 'Listen (new tab)',
    palette: 'Find anything',
    sheet: 'This sheet',
    go_overview: 'Go to the overview',
    go_submissions: 'Go to submissions',
    and_then: 'then',
    off: 'Single-key shortcuts are on',
    off_hint: 'Turn them off if they collide with your screen reader or speech input.',
  },
  palette: {
    placeholder: 'Go to, filter, decide…',
    nothing: 'Nothing by that name.',
    pages: 'Pages',
    servers: 'Servers',
    filters: 'Show demos',
    acts: 'This demo',
    shows: 'Everything that is {{status}}',
    look: 'Switch light and dark',
  },
};

export type KeyboardTranslate = LocalizedTranslate<typeof keyboardStrings>;
