export const en = {
  command: {
    reasons: { description: 'See and change your saved reasons for rejections' },
    remove: { description: 'Reason to remove' },
  },
  title_one: '### One saved reason',
  title_other: '### {{count, number}} saved reasons',
  empty:
    '### No saved reasons yet\nSave what you tell artists again and again, and choose it when you reject a demo.',
  line: '**{{title}}**\n{{text}}',
  more_one: '-# And one more.',
  more_other: '-# And {{count, number}} more.',
  removed: '🗑️ **{{title}}** was removed. Decisions that used it keep what they said.',
  not_found: 'There’s no such reason. Choose one of the suggestions.',
  add: 'Add a reason',
  change: 'Change a reason…',
  form: {
    add: 'Save a reason',
    change: 'Change a reason',
    title: 'Title',
    title_hint: 'What your team finds it by. Artists don’t see it.',
    text: 'Text',
    text_hint: 'What the artist reads.',
    choose: 'Saved reason',
    choose_hint: 'Optional. The artist reads its text.',
  },
};
