import test from 'ava';
import { changeSection, parseSettings } from '../../domain/settings/settings-document.ts';

const parse = (document: unknown) => parseSettings(JSON.stringify(document));

/** What the version before writes: it knows no sections, and drops what it does not know. */
const changeAsVersionBefore = (document: string, change: object): string => {
  const known = [
    'labelName',
    'staffChannelId',
    'staffRoleIds',
    'approvedChannelId',
    'rejectedChannelId',
    'undoSeconds',
    'intakeOpen',
  ];
  const kept = Object.entries(JSON.parse(document)).filter(([key]) => known.includes(key));
  return JSON.stringify({ ...Object.fromEntries(kept), ...change });
};

test('a section is changed on its own, and counts its changes', (t) => {
  const named = changeSection(null, 'label', { labelName: 'Nocturne' });
  const staffed = changeSection(named, 'staff', { channelId: '1' });
  const renamed = changeSection(staffed, 'label', { labelName: 'Daylight' });
  const settings = parseSettings(renamed);
  t.deepEqual(settings.label, { labelName: 'Daylight' });
  t.deepEqual(settings.staff, { channelId: '1', roleIds: [] });
  t.deepEqual(settings.review, { undoSeconds: 30 });
  t.deepEqual(settings.revisions, {
    label: 2,
    staff: 1,
    staffChannelLoss: 0,
    review: 0,
    routing: 0,
    rules: 0,
    hours: 0,
    form: 0,
    time: 0,
    intake: 0,
    files: 0,
    listens: 0,
    templates: 0,
  });
});

test('a change of what somebody else just changed is a conflict', (t) => {
  const seen = changeSection(null, 'label', { labelName: 'Nocturne' });
  const changed = changeSection(seen, 'label', { labelName: 'Daylight' }, 1);
  t.throws(() => changeSection(changed, 'label', { labelName: 'Midnight' }, 1), {
    message: /conflict/,
  });
  t.is(
    parseSettings(changeSection(changed, 'label', { labelName: 'Midnight' }, 2)).label.labelName,
    'Midnight',
  );
});

test('the version before reads all that is changed, and what it changes is read', (t) => {
  const written = changeSection(changeSection(null, 'label', { labelName: 'Nocturne' }), 'review', {
    undoSeconds: 60,
  });
  t.like(JSON.parse(written), { labelName: 'Nocturne', undoSeconds: 60 });
  const rewritten = changeAsVersionBefore(written, { labelName: 'Daylight', intakeOpen: false });
  const settings = parseSettings(rewritten);
  t.is(settings.label.labelName, 'Daylight');
  t.is(settings.review.undoSeconds, 60);
  t.false(settings.intake.isOpen);
  t.is(settings.revisions.label, 0, 'a form that saw revision 1 has a conflict');
});

test('what a newer version added, beside a section or in it, stays', (t) => {
  const newer = {
    motto: 'later',
    sections: {
      tickets: { revision: 7, value: { greeting: 'Hello' } },
      label: { revision: 1, value: { labelName: 'Nocturne', accent: 'red' } },
    },
  };
  const changed = JSON.parse(
    changeSection(JSON.stringify(newer), 'label', { labelName: 'Daylight' }),
  );
  t.is(changed.motto, 'later');
  t.deepEqual(changed.sections, {
    tickets: newer.sections.tickets,
    label: { revision: 2, value: { labelName: 'Daylight', accent: 'red' } },
  });
});

test('anything else in the document falls back to the defaults, key by key', (t) => {
  const defaults = parse({});
  t.is(defaults.label.labelName, '');
  for (const document of [null, [], 7, 'x', { sections: [] }, { sections: { label: 7 } }])
    t.deepEqual(parse(document), defaults);
  t.deepEqual(parseSettings('{"labelName":'), defaults);
  const mixed = parse({
    sections: {
      label: { revision: '9', value: [] },
      staff: { revision: 3, value: { channelId: {}, roleIds: ['1'] } },
      review: { revision: 1, value: { undoSeconds: 1e9 } },
    },
    labelName: 'not read beside a section',
  });
  t.is(mixed.label.labelName, '');
  t.deepEqual(mixed.staff, { channelId: null, roleIds: ['1'] });
  t.deepEqual(mixed.review, { undoSeconds: 30 });
  t.deepEqual(mixed.revisions, {
    label: 0,
    staff: 3,
    staffChannelLoss: 0,
    review: 1,
    routing: 0,
    hours: 0,
    form: 0,
    time: 0,
    rules: 0,
    intake: 0,
    files: 0,
    listens: 0,
    templates: 0,
  });
});
