import ava from 'ava';
import { loadDecision } from '../../domain/deliveries/load.ts';
import {
  FILLED_MAX_LENGTH,
  findTemplateProblem,
  renderTemplate,
  TEMPLATE_VARIABLES,
} from '../../domain/templates/template.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

ava('a template is filled in once; what is unknown is found where it is', (t) => {
  const values = { artist: '{title}', title: 'Glass', reason: '' };
  t.is(
    renderTemplate('Hi {artist}!\n\n{title} {label}\n{reason}\nBye', values),
    'Hi {title}!\n\nGlass {label}\nBye',
  );
  t.is(renderTemplate('{reason}', values), '');
  t.is(findTemplateProblem('{artist} {title} {', TEMPLATE_VARIABLES), null);
  t.deepEqual(findTemplateProblem('Hi {artist},\nyour {track} is', TEMPLATE_VARIABLES), {
    ...{ kind: 'unknown_variable', name: 'track', line: 2, column: 6 },
  });
  t.like(findTemplateProblem('{ artist }', TEMPLATE_VARIABLES), { name: ' artist ', column: 1 });
  t.like(findTemplateProblem('{toString}', TEMPLATE_VARIABLES), { name: 'toString' });
  t.deepEqual(findTemplateProblem('{reason}{reason}{reason}', TEMPLATE_VARIABLES), {
    ...{ kind: 'too_long_filled', length: 3_000 },
  });
  const longest = `${'{reason}{reason}'}${'x'.repeat(FILLED_MAX_LENGTH - 2_000)}`;
  t.is(findTemplateProblem(longest, TEMPLATE_VARIABLES), null);
});

test('a label writes its own texts, and artists get them', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    fixture;
  const { set } = operations.templates;
  await t.throwsAsync(set(staff, { approved: 'Yes!' }), { code: 'not_found' });
  const refused = await t.throwsAsync(
    set(admin, { approved: 'Hi {name}', success: '{reason}', logoUrl: 'http://x.example/a.png' }),
    { code: 'invalid_input' },
  );
  t.like(refused, {
    details: {
      fields: [
        {
          ...{ field: 'approved', problem: 'template.unknown_variable' },
          values: { name: 'name', line: 1, column: 4 },
        },
        { field: 'success', values: { name: 'reason' } },
        { field: 'logoUrl', problem: 'template.logo' },
      ],
    },
  });
  const logoUrl = 'https://nightfall.example/logo.png';
  await set(admin, { approved: ' Yes, {artist}!\r\n ', success: 'Thanks!', footer: '–', logoUrl });
  await set(admin, { rejected: 'No.', revision: 1 });
  await t.throwsAsync(set(admin, { rejected: 'Never.', revision: 1 }), { code: 'conflict' });
  const { templates } = await operations.settings.get(admin);
  t.deepEqual(templates, {
    ...{ approved: 'Yes, {artist}!', rejected: 'No.', success: 'Thanks!', footer: '–', logoUrl },
  });
  const receipt = await operations.submissions.submit(artist, createDemoInput());
  t.deepEqual(receipt.success, { template: 'Thanks!', labelName: 'Nightfall' });
  await set(admin, { success: '', logoUrl: '' });
  const second = await operations.submissions.submit(artist, createDemoInput());
  t.false('success' in second);
  t.is((await operations.settings.get(admin)).templates.logoUrl, '');

  await operations.review.decide(staff, {
    ...{ requestId: newRequestId(), number: receipt.number, decision: 'approved' as const },
  });
  const eventId = await tenancy.read(guildId, (db) =>
    db.table('submissions').where('number', receipt.number).first('decision_event_id'),
  );
  const loaded = await tenancy.read(guildId, (db) =>
    loadDecision(db, receipt.number, String(eventId?.decision_event_id)),
  );
  t.is(loaded?.settings.templates.approved, 'Yes, {artist}!');
  t.regex(loaded?.decision.trackUrl ?? '', /^https:\/\/soundcloud\.com/);
});

ava('without the plan the texts stay stored and are not used', async (t) => {
  const { operations, admin, artist, createDemoInput, tenancy, guildId } =
    await createOperationsFixture(t);
  await t.throwsAsync(operations.templates.set(admin, { success: 'Thanks!' }), {
    code: 'plan_required',
  });
  await tenancy.write(guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.parse(row?.document ?? '{}');
    document.sections.templates = { revision: 1, value: { success: 'Thanks!' } };
    await db.table('guild_settings').update({ document: JSON.stringify(document) });
  });
  t.is((await operations.settings.get(admin)).templates.success, 'Thanks!');
  t.false('success' in (await operations.submissions.submit(artist, createDemoInput())));
});
