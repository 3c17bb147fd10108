import ava from 'ava';
import { DEFAULT_PARTS, type FormPart } from '../../domain/demo-form/form-part.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

const question = (id: string, change: Partial<FormPart> = {}): FormPart => ({
  ...{ id, kind: 'short', label: `Question ${id}`, hint: null },
  ...{ isRequired: false, options: [], showIf: null },
  ...change,
});
const OPTIONS = ['Techno', 'House'];
const CHOICE = question('style1', { kind: 'choice', options: OPTIONS });

test('the label’s own form is what artists are asked, and the answers are the demo’s', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, staff, artist, createDemoInput } = fixture;
  t.deepEqual(await operations.demoForm.get(artist), DEFAULT_PARTS);
  const parts = [...DEFAULT_PARTS, question('rights', { isRequired: true }), question('bpm1')];
  const saved = await operations.demoForm.set(admin, { parts, revision: 0 });
  t.is(saved.revision, 1);
  t.deepEqual(await operations.demoForm.get(artist), parts);
  await t.throwsAsync(operations.demoForm.set(admin, { parts, revision: 0 }), { code: 'conflict' });
  await t.throwsAsync(operations.demoForm.set(staff, { parts }), { code: 'not_found' });

  const send = (answers: object[]) =>
    operations.submissions.submit(artist, createDemoInput({ answers }));
  const answer = (partId: string, ...values: string[]) => ({
    ...{ partId, question: `Asked as ${partId}`, values },
  });
  const blank = await t.throwsAsync(send([answer('rights', '  '), answer('bpm1', '')]), {
    code: 'invalid_input',
  });
  t.like(blank, {
    details: {
      fields: [{ field: 'answer', problem: 'text.missing', values: { label: 'Asked as rights' } }],
    },
  });
  await t.throwsAsync(send([answer('rights', 'a\u0000b')]), { code: 'invalid_input' });
  await t.throwsAsync(send([answer('rights', 'x'.repeat(1_001))]), { code: 'invalid_input' });
  // As it was asked, also when the label has removed the question since.
  const { number } = await send([
    ...[answer('rights', ' All mine ✓ '), answer('bpm1', ''), answer('gone', 'A', 'B')],
    answer('genre', 'Techno'),
  ]);
  t.like(await operations.submissions.get(staff, number), {
    genre: 'Techno',
    answers: [
      { question: 'Asked as rights', answer: 'All mine ✓' },
      { question: 'Asked as gone', answer: 'A, B' },
    ],
  });
});

const INVALID: Record<string, { parts: FormPart[]; problem: string }> = {
  'nothing to listen to': { parts: [question('abcd')], problem: 'form.no_track' },
  'no part at all': { parts: [], problem: 'form.no_track' },
  'more than Discord’s two pages': {
    parts: [...DEFAULT_PARTS, ...Array.from({ length: 6 }, (_, n) => question(`abc${n}`))],
    problem: 'form.too_long',
  },
  'a question without text': {
    parts: [...DEFAULT_PARTS, question('abcd', { label: null })],
    problem: 'form.no_label',
  },
  'a choice of one': {
    parts: [...DEFAULT_PARTS, question('abcd', { kind: 'choice', options: ['A'] })],
    problem: 'form.few_options',
  },
  'an option twice': {
    parts: [...DEFAULT_PARTS, question('abcd', { kind: 'choices', options: ['A', 'A'] })],
    problem: 'form.repeated_option',
  },
  'options of a text': {
    parts: [...DEFAULT_PARTS, question('abcd', { options: ['A'] })],
    problem: 'form.no_options',
  },
  'too many options': {
    parts: [
      ...DEFAULT_PARTS,
      question('abcd', {
        kind: 'choice',
        options: Array.from({ length: 26 }, (_, index) => String(index)),
      }),
    ],
    problem: 'form.too_many_options',
  },
  'a part twice': { parts: [...DEFAULT_PARTS, DEFAULT_PARTS[0]!], problem: 'form.repeated' },
  'a question in a standard part’s place': {
    parts: [DEFAULT_PARTS[0]!, question('files')],
    problem: 'form.repeated',
  },
  'a label that Discord has no room for': {
    parts: [...DEFAULT_PARTS, question('abcd', { label: 'x'.repeat(46) })],
    problem: 'text.too_long',
  },
  'a condition on the same page': {
    parts: [
      ...[DEFAULT_PARTS[0]!, CHOICE],
      question('abcd', { showIf: { partId: 'style1', option: 'House' } }),
    ],
    problem: 'form.condition',
  },
  'a condition on an answer that is not offered': {
    parts: [
      ...[DEFAULT_PARTS[0]!, CHOICE, DEFAULT_PARTS[1]!],
      question('abcd', { showIf: { partId: 'style1', option: 'Jazz' } }),
    ],
    problem: 'form.condition',
  },
};

ava('a form that Discord would refuse, or that nobody could answer, is not saved', async (t) => {
  const { operations, admin, staff } = await createOperationsFixture(t, { plan: 'starter' });
  for (const [name, { parts, problem }] of Object.entries(INVALID)) {
    const error = await t.throwsAsync(operations.demoForm.set(admin, { parts }), {
      code: 'invalid_input',
    });
    const problems = (error as { details?: { fields?: { problem: string }[] } }).details?.fields;
    t.is(problems?.[0]?.problem, problem, name);
  }
  const { revisions } = await operations.settings.get(staff);
  t.is(revisions.form, 0);
});

ava('without its plan the standard form is used, and the label’s own is kept', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'starter' });
  const { operations, admin, artist, staff, tenancy, guildId } = fixture;
  const parts = [DEFAULT_PARTS[0]!, CHOICE];
  await operations.demoForm.set(admin, { parts });
  const [grant] = await tenancy.control.listGrants(guildId);
  await tenancy.control.endGrant({
    ...{ id: grant?.id ?? '', operator: 'test', reason: 'test', now: Date.now() },
  });
  while ((await operations.plans.get(admin)) !== 'free')
    await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual(await operations.demoForm.get(artist), DEFAULT_PARTS);
  t.deepEqual((await operations.settings.get(staff)).form.parts, parts);
  await t.throwsAsync(operations.demoForm.set(admin, { parts }), { code: 'plan_required' });
});
