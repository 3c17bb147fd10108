import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of a label's settings. */
export const settingsStrings = {
  settings: {
    title: 'Settings',
    label_title: 'Label',
    label_intro: 'How artists know you.',
    name: 'Label name',
    name_hint: 'It stands in every message that artists get.',
    save: 'Save',
    saved: 'Saved',
    channel: 'Staff channel',
    channel_set: 'Demos arrive here. Whoever can see it is staff.',
    channel_id: 'Channel {{id}}',
    channel_none: 'No staff channel yet: demos cannot arrive. Run /setup_staff on Discord.',
    channel_change: 'Change it with /setup_staff on Discord.',
    undo: 'Time to undo',
    undo_value: '{{seconds}} seconds before the artist is told',
    intake: 'Intake',
    intake_open: 'Open: artists can send demos',
    intake_closed: 'Closed: artists are told so',
  },
};

export type SettingsTranslate = LocalizedTranslate<typeof settingsStrings>;
