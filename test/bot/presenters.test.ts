import test from 'ava';
import fc from 'fast-check';
import { presentMessageDm } from '../../bot/messages/artist-messages/message-dm.ts';
import { presentThreadMessage } from '../../bot/messages/artist-messages/thread-message.ts';
import { en } from '../../bot/messages/catalogue.ts';
import { presentThreadFile } from '../../bot/messages/files/thread-file.ts';
import {
  escapeMarkdown,
  escapeSingleLine,
  linkTarget,
  truncate,
} from '../../bot/messages/markdown.ts';
import { presentNote } from '../../bot/messages/notes/thread-note.ts';
import { presentDecisionDm } from '../../bot/messages/review/decision-dm.ts';
import { presentCard } from '../../bot/messages/submissions/card.ts';
import { formatThreadName } from '../../bot/messages/submissions/thread.ts';
import type { CardView, MessageView } from '../../domain/deliveries/views.ts';
import { FILE_PROBLEMS, FILE_STATES } from '../../domain/files/file-state.ts';
import type { FileSummary } from '../../domain/files/types.ts';
import { PRIORITIES } from '../../domain/submissions/priority.ts';
import { DECISIONS, STATUSES } from '../../domain/submissions/status.ts';
import { createTranslate } from '../../domain/text/translator.ts';

const translate = createTranslate(en);

const arbitraryText = (max: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: max }),
    fc.string({ unit: 'grapheme', maxLength: Math.floor(max / 8) }),
    fc.constantFrom(
      '@everyone',
      '<@123456789012345678>',
      '[a](https://evil.example)',
      '**',
      '> x\n'.repeat(40),
      `a${'\n'.repeat(max - 2)}b`,
      `${'a\n'.repeat(max / 2)}`,
      'see https://x.example/a_b?c=*d*) '.repeat(max / 34),
      'x'.repeat(max),
      '*'.repeat(max),
      '\\'.repeat(max),
      '://@<@'.repeat(max / 6),
    ),
  );
const arbitraryId = fc.constantFrom('1180000000000000104', '900000000000000001');

const arbitraryFile: fc.Arbitrary<FileSummary> = fc.record({
  id: fc.uuid(),
  messageId: fc.constant(null),
  name: arbitraryText(200),
  sizeBytes: fc.option(fc.integer({ min: 0, max: 1e12 })),
  state: fc.constantFrom(...FILE_STATES),
  problem: fc.option(fc.constantFrom(...FILE_PROBLEMS)),
  format: fc.constant('wav'),
  audio: fc.option(
    fc.record({
      problem: fc.constant(null),
      codec: fc.constant('pcm_s24le'),
      durationMs: fc.option(fc.integer({ min: 1, max: 1e9 })),
      sampleRate: fc.constant(48_000),
      channels: fc.constant(2),
      bitsPerSample: fc.constant(24),
      loudness: fc.constant(-9),
    }),
  ),
  playId: fc.constant(null),
});

const arbitraryCard: fc.Arbitrary<CardView> = fc.record({
  guildId: arbitraryId,
  number: fc.integer({ min: 1, max: 1e12 }),
  labelName: arbitraryText(60),
  artistId: arbitraryId,
  artistHandle: arbitraryText(128),
  artistName: arbitraryText(300),
  trackTitle: arbitraryText(300),
  trackUrl: fc.oneof(fc.webUrl(), fc.constantFrom(`https://x.example/${'y'.repeat(1_900)}`, null)),
  platform: fc.constantFrom('soundcloud', 'other'),
  genre: fc.option(arbitraryText(100)),
  message: fc.option(arbitraryText(2_000)),
  answers: fc.array(fc.record({ question: arbitraryText(300), answer: arbitraryText(1_000) }), {
    maxLength: 25,
  }),
  status: fc.constantFrom(...STATUSES),
  duplicateOf: fc.option(fc.integer({ min: 1, max: 1e9 })),
  sameSoundAs: fc.option(fc.integer({ min: 1, max: 1e9 })),
  files: fc.array(arbitraryFile, { maxLength: 50 }),
  tags: fc.array(arbitraryText(32), { maxLength: 20 }),
  priority: fc.constantFrom(...PRIORITIES),
  rating: fc.option(
    fc.record({ average: fc.double({ min: 1, max: 5 }), count: fc.nat({ max: 1e9 }) }),
  ),
  assignee: fc.option(fc.record({ id: arbitraryId, name: arbitraryText(128) })),
  createdAt: fc.integer({ min: 0, max: 2e12 }),
  decision: fc.option(
    fc.record({
      status: fc.constantFrom(...DECISIONS),
      byId: arbitraryId,
      at: fc.constant(1),
      reason: fc.option(arbitraryText(1_000)),
    }),
  ),
  artistUnreachable: fc.constantFrom(null, 'dm_closed', 'left'),
  hasThread: fc.boolean(),
  canDecide: fc.boolean(),
});

const arbitraryMessage: fc.Arbitrary<MessageView> = fc.record({
  guildId: arbitraryId,
  number: fc.integer({ min: 1, max: 1e12 }),
  labelName: arbitraryText(60),
  artistId: arbitraryId,
  trackTitle: arbitraryText(300),
  direction: fc.constantFrom('to_artist', 'from_artist'),
  authorId: arbitraryId,
  authorName: arbitraryText(128),
  source: fc.constantFrom('discord', 'dashboard'),
  body: arbitraryText(4_000),
  attachments: fc.array(
    fc.record({
      name: arbitraryText(200),
      url: fc.constantFrom(
        `https://cdn.example/${'z'.repeat(300)}`,
        `https://x.example/${'y'.repeat(1_900)}`,
      ),
    }),
    { maxLength: 10 },
  ),
  problem: fc.constantFrom(null, 'dm_closed'),
});

interface MessageMeasure {
  texts: string[];
  count: number;
  urls: string[];
}

/** What Discord counts of a message. */
function measure(
  value: unknown,
  shape: MessageMeasure = { texts: [], count: 0, urls: [] },
): MessageMeasure {
  if (Array.isArray(value)) for (const each of value) measure(each, shape);
  else if (value && typeof value === 'object') {
    const component = value as Record<string, unknown>;
    if (typeof component.type === 'number') shape.count += 1;
    if (typeof component.content === 'string') shape.texts.push(component.content);
    if (typeof component.url === 'string') shape.urls.push(component.url);
    for (const each of Object.values(component)) measure(each, shape);
  }
  return shape;
}

const isWithinLimits = (body: object): boolean => {
  const { texts, count, urls } = measure((body as { components: unknown }).components);
  const total = texts.reduce((sum, each) => sum + each.length, 0);
  return (
    total <= 4_000 &&
    texts.every((each) => each.length > 0) &&
    count <= 40 &&
    urls.every((url) => url.length <= 512) &&
    JSON.stringify((body as { allowed_mentions: unknown }).allowed_mentions) === '{"parse":[]}'
  );
};

test('whatever people write, every message keeps Discord’s limits and pings nobody', (t) => {
  const runs = { numRuns: 400 };
  fc.assert(
    fc.property(arbitraryCard, (view) =>
      isWithinLimits(
        presentCard(translate, view, { plan: 'pro', publicUrl: 'https://vektra.example' }),
      ),
    ),
    runs,
  );
  fc.assert(
    fc.property(
      arbitraryCard,
      (view) =>
        formatThreadName(view).length <= 100 &&
        formatThreadName(view).startsWith(`#${view.number} · `),
    ),
    runs,
  );
  fc.assert(
    fc.property(
      arbitraryMessage,
      (view) =>
        isWithinLimits(presentThreadMessage(translate, view)) &&
        isWithinLimits(
          presentNote(translate, {
            ...{ ...view, fileName: view.trackTitle, positionMs: view.number },
            mentionIds: [],
          }),
        ) &&
        isWithinLimits(presentMessageDm(translate, view, true)),
    ),
    runs,
  );
  fc.assert(
    fc.property(arbitraryFile, fc.boolean(), ({ audio, ...file }, isCopy) => {
      const { name, id } = file;
      const sizeBytes = file.sizeBytes ?? 0;
      const stored = { id, store: 'eu-uk', sealedKey: 'vault:v1:x', sizeBytes };
      const attachment = { name: 'glass.wav', contentType: 'audio/wav', stored };
      const durationMs = audio?.durationMs ?? null;
      const body = presentThreadFile(
        translate,
        { guildId: '1', number: 1, file: { name, sizeBytes, durationMs, isCopy, attachment } },
        'https://vektra.example',
      );
      return isWithinLimits(body) && String(body.content).length <= 2_000;
    }),
    runs,
  );
  fc.assert(
    fc.property(arbitraryCard, fc.string({ maxLength: 1_000 }), (view, template) =>
      isWithinLimits(
        presentDecisionDm(
          translate,
          {
            ...view,
            status: view.decision?.status ?? 'rejected',
            reason: view.decision?.reason ?? null,
          },
          true,
          {
            ...{
              approved: `{title}{artist}${template}`,
              rejected: '{reason}{link}{reason}{label}',
            },
            ...{ success: '', footer: template.slice(0, 200) },
            logoUrl: template.length % 2 === 0 ? '' : 'https://nightfall.example/logo.png',
          },
        ),
      ),
    ),
    runs,
  );
  t.pass();
});

test('a note of any length keeps room for those whom it notifies, and pings nobody else', (t) => {
  const mentionIds = Array.from({ length: 10 }, (_, index) => `60000000000000000${index}`);
  fc.assert(
    fc.property(arbitraryMessage, (view) => {
      const { allowed_mentions, ...note } = presentNote(translate, {
        ...{ ...view, body: view.body.repeat(9), fileName: view.trackTitle, positionMs: 1 },
        mentionIds,
      });
      return (
        isWithinLimits({ ...note, allowed_mentions: { parse: [] } }) &&
        mentionIds.every((id) => JSON.stringify(note).includes(`<@${id}>`)) &&
        JSON.stringify(allowed_mentions) === JSON.stringify({ parse: [], users: mentionIds })
      );
    }),
    { numRuns: 100 },
  );
  t.pass();
});

test('text of people is plain: nothing formats, links or mentions', (t) => {
  t.is(
    escapeMarkdown('**bold** [x](https://e.example) `c` # h'),
    '\\*\\*bold\\*\\* \\[x\\]\\(https:/\u200b/e.example\\) \\`c\\` \\# h',
  );
  t.is(escapeMarkdown('@everyone'), '@\u200beveryone');
  t.is(escapeMarkdown('<@1>').includes('<@'), false);
  t.is(escapeSingleLine('a\n\n b\tc'), 'a b c');
  fc.assert(
    fc.property(
      arbitraryText(500),
      (value) => !/(^|[^\\])[*_~`|[\]#]/.test(escapeMarkdown(value, 5_000)),
    ),
  );
});

test('a cut leaves no half escape', (t) => {
  t.is(escapeMarkdown('*'.repeat(10), 6), '\\*\\*…');
  t.is(escapeMarkdown('abcdef', 4), 'abc…');
  fc.assert(
    fc.property(arbitraryText(200), (value) => {
      const cut = escapeMarkdown(value, 21);
      const slashes = /(\\*)…$/.exec(cut)?.[1]?.length ?? 0;
      return cut.length <= 21 && slashes % 2 === 0;
    }),
  );
});

test('cutting never tears a character', (t) => {
  t.is(truncate('abc', 3), 'abc');
  t.is(truncate('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 14), '👩‍👩‍👧‍👦…');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      (value) => truncate(value, 20).isWellFormed() && truncate(value, 20).length <= 20,
    ),
  );
});

test('a link target cannot end its own link, and only http(s) is one', (t) => {
  t.is(linkTarget('javascript:alert(1)'), null);
  t.is(linkTarget('https://x.example/a)b c'), 'https://x.example/a%29b%20c');
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true }),
      (url) => !/[\s()<>[\]]/.test(linkTarget(url) ?? ''),
    ),
  );
});
