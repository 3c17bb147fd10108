import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of the palette and the shortcut sheet, which are loaded with them. */
export const keyboardStrings = {
  keys: {
    title: 'Keyboard shortcuts',
    intro: 'Everything works from the keyboard.',
    move: 'Navigate',
    act: 'Review a demo',
    everywhere: 'General',
    next: 'Next demo',
    previous: 'Previous demo',
    back: 'Back to the list',
    find: 'Find in the list',
    approve: 'Approve',
    reject: 'Reject with a reason',
    message: 'Message the artist',
    undo: 'Undo a decision',
    send: 'Send message',
    listen: 'Listen in a new tab',
    palette: 'Search',
    sheet: 'Show shortcuts',
    go_overview: 'Go to overview',
    go_submissions: 'Go to submissions',
    and_then: 'then',
    off: 'Single-key shortcuts',
    off_hint: 'Turn them off if they conflict with your screen reader or voice control.',
  },
  palette: {
    placeholder: 'Search pages, filters and actions…',
    nothing: 'No results',
    pages: 'Pages',
    servers: 'Servers',
    filters: 'Filters',
    acts: 'This demo',
    shows: 'All demos with status {{status}}',
    look: 'Switch between light and dark',
  },
};

export type KeyboardTranslate = LocalizedTranslate<typeof keyboardStrings>;
