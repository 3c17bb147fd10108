import test from 'ava';
import { startBot } from '../../bot/bot.ts';
import { en } from '../../bot/catalogue.ts';
import { createCommandData, createCommands } from '../../bot/dispatch/command-data.ts';
import { createRegistry } from '../../bot/dispatch/registry.ts';
import { features } from '../../bot/features.ts';
import {
  presentThreadMessage,
  presentUndelivered,
} from '../../bot/messages/artist-messages/thread-message.ts';
import { en as messages } from '../../bot/messages/catalogue.ts';
import { presentError } from '../../bot/messages/errors/errors.ts';
import { presentThreadFile } from '../../bot/messages/files/thread-file.ts';
import { presentNote } from '../../bot/messages/notes/thread-note.ts';
import { presentRoutingPost } from '../../bot/messages/review/routing-post.ts';
import { presentOutageDm, presentPlanEndedDm } from '../../bot/messages/storage/notifications.ts';
import { presentCard } from '../../bot/messages/submissions/card.ts';
import {
  presentDeferredAccepted,
  presentDeferredRefused,
} from '../../bot/messages/submissions/deferred-dm.ts';
import { presentChecklist } from '../../bot/setup/checklist.ts';
import { presentMove } from '../../bot/storage/present-move.ts';
import { presentStorage } from '../../bot/storage/present-storage.ts';
import { presentLinkChoice } from '../../bot/submissions/choose-link.ts';
import { presentDeferred, presentSubmitted } from '../../bot/submissions/receipts.ts';
import type { CardView, MessageView } from '../../domain/deliveries/views.ts';
import { ERROR_CODES, VektraError } from '../../domain/errors/errors.ts';
import { bindOperations, bindSystemOperations } from '../../domain/index.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../domain/links/platform.ts';
import { PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import { buildChecklist } from '../../domain/settings/checklist.ts';
import type { MoveView, StorageView } from '../../domain/storage/types.ts';
import { STATUSES } from '../../domain/submissions/status.ts';
import { type Catalogue, createTranslators, findText } from '../../domain/text/translator.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { toWorkerConfig } from '../../server/processes/worker.ts';
import { startWorker } from '../../worker/index.ts';
import { waitForDeliveries } from '../chaos/wait-for-deliveries.ts';
import { startApp } from '../helpers/app.ts';
import {
  getMessage,
  pressButton,
  sendDmToBot,
  submitDemoWithCard,
  submitForm,
  waitForDm,
  waitForThread,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  createLabelOnDiscord,
  createStaffChannel,
  runCommand,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { collectTexts, findForeignText, pseudoCatalogue } from '../helpers/pseudo-locale.ts';

const translatorFor = createTranslators({ en: pseudoCatalogue(en) });
const translate = translatorFor('en');
const { commands, userCommands, messageCommands } = createRegistry(features);

/** What is not ours to translate: names of products, and of the people, labels and regions here. */
const DATA = [
  ...PLATFORMS.filter((each) => each !== 'other').map((each) => PLATFORM_NAMES[each]),
  ...PLANS.map((each) => PLAN_NAMES[each]),
  'help@vektra.example',
  'eu-uk',
];
const ARTIST_NAME = 'Άνεμος';
const TRACK_TITLE = 'Ορίζοντας';

const foreignTexts = (shown: unknown, data: readonly string[] = DATA): string[] =>
  collectTexts(shown).flatMap((text) => findForeignText(text, data) ?? []);

const card: CardView = {
  guildId: '1',
  number: 7,
  labelName: '1',
  artistId: '2',
  artistHandle: '3',
  artistName: ARTIST_NAME,
  trackTitle: TRACK_TITLE,
  trackUrl: 'https://soundcloud.com/1',
  platform: 'other',
  genre: '4',
  message: '5',
  answers: [{ question: '6', answer: '7' }],
  sameSoundAs: 4,
  files: [],
  tags: ['8'],
  priority: 'high',
  rating: { average: 4.5, count: 2 },
  assignee: { id: '9', name: '10' },
  status: 'in_queue',
  duplicateOf: 3,
  createdAt: 1,
  decision: null,
  artistUnreachable: null,
  hasThread: true,
  canDecide: true,
};

const message: MessageView = {
  ...card,
  direction: 'to_artist',
  authorId: '1',
  authorName: '2',
  source: 'discord',
  body: '3',
  attachments: [{ name: '4', url: 'https://cdn.example/1' }],
  problem: null,
};

const move = (facts: Partial<MoveView>): MoveView =>
  ({
    id: '1',
    from: { kind: 'own', engine: 'postgres' },
    to: { kind: 'own', engine: 'mysql' },
    state: 'running',
    step: 'copy',
    problem: null,
    rowsCopied: 1,
    rowsTotal: 2,
    pauseMs: 3,
    retireAt: 4,
    ...facts,
  }) as MoveView;

const storage = (facts: Partial<StorageView>): StorageView =>
  ({
    placement: { kind: 'own', engine: 'postgres' },
    isHealthy: true,
    customerDatabase: null,
    move: null,
    deferredCount: 2,
    graceEndsAt: 1,
    ...facts,
  }) as StorageView;

test('every message that depends on facts is made of the catalogue’s texts alone', (t) => {
  const outageCodes = Object.keys(messages.storage.outage_code);
  const steps = Object.keys(en.storage.move.step) as MoveView['step'][];
  const publicUrl = 'https://vektra.example';
  const shown = [
    ...STATUSES.flatMap((status) => [
      presentCard(translate, { ...card, status }, { plan: 'pro', publicUrl }),
      presentRoutingPost(translate, { ...card, status }),
    ]),
    ...(['approved', 'rejected'] as const).map((status) =>
      presentCard(
        translate,
        { ...card, status, trackUrl: 'x', decision: { status, byId: '1', at: 1, reason: '2' } },
        { plan: 'pro', publicUrl },
      ),
    ),
    ...(['dm_closed', 'left'] as const).flatMap((problem) => [
      presentCard(translate, { ...card, artistUnreachable: problem }, { plan: 'pro', publicUrl }),
      presentUndelivered(translate, { ...message, problem }),
    ]),
    presentUndelivered(translate, message),
    ...(['to_artist', 'from_artist'] as const).map((direction) =>
      presentThreadMessage(translate, { ...message, direction }),
    ),
    ...[null, '7'].flatMap((fileName) =>
      [null, 8].map((positionMs) =>
        presentNote(translate, {
          ...{ authorName: '2', body: '3', fileName, positionMs },
          mentionIds: ['4'],
        }),
      ),
    ),
    ...[true, false].map((isCopy) =>
      presentThreadFile(
        translate,
        {
          guildId: '1',
          number: 2,
          file: {
            name: '7',
            sizeBytes: 1,
            durationMs: null,
            isCopy,
            attachment: {
              name: '7',
              contentType: 'audio/wav',
              stored: { id: '1', store: '1', sealedKey: '1', sizeBytes: 1 },
            },
          },
        },
        'https://vektra.example',
      ),
    ),
    presentLinkChoice(translate, 'submit:link:1', [
      { url: 'https://1', platform: 'other', hash: '', legacyHash: '', isShortLink: false },
    ]),
    ...ERROR_CODES.filter((code) => code !== 'invalid_input').flatMap((code) =>
      [undefined, { missing: 'staff_channel', status: 'signed', plan: 'pro', by: '1', at: 2 }].map(
        (values) => presentError(translate, new VektraError(code, values ? { values } : {}), '1'),
      ),
    ),
    presentError(
      translate,
      new VektraError('invalid_input', {
        fields: [...Object.keys(messages.errors.field), 'requestId'].flatMap((field) =>
          [...Object.keys(messages.errors.problem), 'unknown'].map((problem) => ({
            field,
            problem: problem.replace('_', '.'),
            values: { max: 300 },
          })),
        ),
      }),
      '1',
    ),
    presentError(translate, new Error('a fault'), '1'),
    presentDeferredAccepted(translate, card),
    presentDeferredRefused(translate, TRACK_TITLE, new VektraError('intake_closed')),
    presentSubmitted(translate, {
      artistName: ARTIST_NAME,
      number: 1,
      trackTitle: TRACK_TITLE,
      serverName: '1',
      isDuplicate: true,
      privacyUrl: 'https://1/2',
    }),
    presentDeferred(translate, { trackTitle: TRACK_TITLE, serverName: '1' }),
    ...[...outageCodes, '?'].flatMap((code) => [
      presentOutageDm(translate, { since: 1, code }, '1', code === '?'),
      presentStorage(
        translate,
        storage({
          isHealthy: false,
          customerDatabase: {
            server: '1',
            outage: { since: 1, code },
          } as StorageView['customerDatabase'],
        }),
      ),
    ]),
    presentStorage(translate, storage({ isHealthy: false })),
    presentStorage(translate, storage({ move: move({}) })),
    presentPlanEndedDm(translate, 1, '1'),
    ...steps.map((step) => presentMove(translate, move({ step, problem: '?' }))),
    ...(['failed', 'aborted'] as const).map((state) => presentMove(translate, move({ state }))),
    ...[true, false].map((isPublic) =>
      presentChecklist(
        translate,
        buildChecklist(
          { isReachable: true, labelName: '1', staffChannelId: '2' },
          { exists: true, missingPermissions: ['3'], isPublic, roleIdsWithoutCommands: ['4'] },
        ),
      ),
    ),
    presentChecklist(
      translate,
      buildChecklist({ isReachable: false, labelName: null, staffChannelId: null }, null),
    ),
  ];
  // Bytes, a unit as everywhere.
  t.deepEqual(foreignTexts(shown, [...DATA, ' B']), []);
  for (const each of shown) t.regex(collectTexts(each).join(), /⟦/);
});

test('Discord is told every command, option and choice in each language', (t) => {
  const catalogues = { en, de: pseudoCatalogue(en) };
  for (const command of commands.values()) {
    const data = createCommandData(command, catalogues);
    const named = [data, ...(data.options ?? [])];
    for (const each of named) {
      const german = each.description_localizations?.de ?? '';
      t.regex(german, /^⟦.+⟧$/, `${command.name} ${each.name}`);
      t.is(findForeignText(german, DATA), null);
    }
    for (const option of data.options ?? [])
      for (const choice of ('choices' in option && option.choices) || [])
        t.regex(choice.name_localizations?.de ?? '', /^⟦.+⟧$/, `${command.name} ${choice.name}`);
    t.deepEqual(
      Object.keys(createCommandData(command, { en })).filter((key) => /localizations/.test(key)),
      [],
    );
  }
});

test('commands of menus are named in each language, and described to nobody', (t) => {
  const created = createCommands(features, { en, de: pseudoCatalogue(en) });
  const menuCommands = [...userCommands.values(), ...messageCommands.values()];
  for (const { name, text } of menuCommands) {
    const data = created.find((each) => each.name === name);
    t.is(findText(en, `${text}.name`), name);
    t.regex(data?.name_localizations?.de ?? '', /^⟦.+⟧$/, name);
    t.false('description' in (data ?? {}), name);
  }
  t.is(created.length, commands.size + menuCommands.length);
});

test('a language that names a command has the name sent to Discord', (t) => {
  const submit = commands.get('submit');
  if (!submit) throw new Error('no /submit');
  const de = { submissions: { command: { submit: { name: 'einsenden' } } } };
  t.deepEqual(createCommandData(submit, { en, de }).name_localizations, { de: 'einsenden' });
});

test('texts name only commands that exist', (t) => {
  const named = new Set<string>();
  const visit = (catalogue: Catalogue): void => {
    for (const text of Object.values(catalogue))
      if (typeof text !== 'string') visit(text);
      else for (const [, name = ''] of text.matchAll(/`\/(\w+)`/g)) named.add(name);
  };
  visit(en);
  t.deepEqual(
    [...named].filter((name) => !commands.has(name)),
    [],
  );
});

test('no key of the bot’s own catalogues hides one of the shared messages', (t) => {
  const visit = (catalogue: Catalogue, path: string): void => {
    for (const [key, text] of Object.entries(catalogue)) {
      const name = path ? `${path}.${key}` : key;
      if (typeof text !== 'string') visit(text, name);
      else t.is(findText(en, name), text, name);
    }
  };
  visit(messages, '');
});

test('whatever is said on Discord comes from the catalogue of the reader or the guild', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { tenancy, log } = app;
  const { control } = app.discord;
  const deps = { tenancy, now: Date.now, discordUrl: app.discord.url };
  const stopSignal = new AbortController().signal;
  const bot = await startBot(
    { token: LOCAL_APP.token, api: `${app.discord.url}/api`, restPerSecond: 1_000 },
    {
      operations: bindOperations(deps),
      listOpenItems: (userId) => tenancy.control.listOpenItems(userId),
      listArtistGuilds: async () => [],
      listPresentGuildIds: async (guildIds) =>
        (await tenancy.control.listPresentGuilds(guildIds)).map(({ guildId }) => guildId),
      queueGreetings: (guildIds) => tenancy.wakeDeliveries(guildIds, 'greeting'),
      queueEntitlements: async () => {},
      saveGuildProfiles: (guilds) => tenancy.control.saveGuildProfiles(guilds, Date.now()),
      markGuildAbsent: (guildId) => tenancy.control.markGuildAbsent(guildId, Date.now()),
      urls: {
        dashboard: 'https://vektra.example',
        public: 'https://vektra.example',
        invite: () => 'https://vektra.example/invite',
        connect: () => 'https://vektra.example/connect',
        upload: () => 'https://vektra.example/upload',
        support: {
          address: 'help@vektra.example',
          serverUrl: 'https://vektra.example/server',
        },
        privacy: 'https://vektra.example/privacy',
      },
      observeInteraction: () => {},
      translatorFor,
      log,
    },
    stopSignal,
  );
  t.teardown(() => bot?.stop());
  const worker = await startWorker(
    toWorkerConfig(app.env),
    {
      tenancy,
      deps,
      operations: bindSystemOperations(deps),
      log,
      translatorFor: createTranslators({ en: pseudoCatalogue(messages) }),
    },
    stopSignal,
  );
  t.teardown(() => worker.stop());

  const label = await createLabel(app, { plan: 'pro', name: '11' });
  const { owner, staff, artist, secondArtist, generalChannel, staffChannel, demosChannel } = label;
  const data = [...DATA, 'Mara', 'Jonas', 'Kite', 'Lowtide', 'Nobody'];
  const check = <S>(shown: S, where: string): S => {
    t.deepEqual(foreignTexts(shown, data), [], where);
    t.regex(collectTexts(shown).join(), /⟦/, where);
    return shown;
  };
  const demo = {
    artistName: ARTIST_NAME,
    trackTitle: TRACK_TITLE,
    message: '2',
  };
  const options: Record<string, string | number> = {
    number: 1,
    new_status: 'shortlisted',
    message: '3',
    label_name: '4',
    channel: staffChannel,
    region: 'eu-uk',
    reason: '5',
    add: '8',
    remove: '9',
    artist: owner,
    blocked: artist,
    member: staff,
    level: 'low',
    text: `6 <@${staff}> <@${artist}>`,
    stars: 4,
    code: 'VK-0000-0000-0000-0000',
  };
  const runAll = async (where: string, names: Iterable<string>) => {
    for (const name of names) {
      const command = commands.get(name);
      const given = (command?.options ?? [])
        .filter(({ name: option, required }) => required || option in options)
        .map((each) => [each.name, options[each.name] ?? '']);
      const channel = command?.access === 'staff' ? staffChannel : generalChannel;
      const outcome = await runCommand(app, owner, channel, name, Object.fromEntries(given));
      check(outcome, `${where} /${name}`);
    }
  };

  const beforeSetup = [...commands.keys()].filter(
    (name) => !name.startsWith('s') || name === 'storage',
  );
  await runAll('not set up:', beforeSetup);
  check(await runCommand(app, owner, generalChannel, 'setup'), '/setup, nothing done');
  await runAll('setting up:', ['start', 'start']);
  check(
    await runCommand(app, owner, generalChannel, 'setup_staff', { channel: demosChannel }),
    '/setup_staff, public',
  );
  await runAll('setting up:', ['setup_staff', 'setup', 'my_subs', 'queue']);

  const form = check(await runCommand(app, artist, demosChannel, 'submit'), 'form');
  const refused = check(
    await submitForm(app, artist, form, { ...demo, trackUrl: '6' }),
    'refused form',
  );
  const reopenId = /form:again:[\w:]+/.exec(JSON.stringify(getMessage(refused)))?.[0] ?? '';
  check(await pressButton(app, artist, refused, reopenId), 'form, again');
  const { card: staffCard } = await submitDemoWithCard(app, label, demo);
  check({ components: staffCard.components }, 'card');
  check(await submitDemo(app, label, demo), 'a repeat');
  await runAll('with demos:', commands.keys());
  check(
    await control.autocomplete({
      personId: owner,
      channelId: staffChannel,
      command: 'reply',
      option: 'number',
      value: '1',
    }),
    'suggestions',
  );

  for (const button of ['card:thread:1', 'card:approve:1']) {
    await waitForThread(app, label, 1);
    const outcome = check(await pressButton(app, staff, staffCard, button), button);
    if (button !== 'card:approve:1') continue;
    check(await pressButton(app, staff, outcome, 'review:undo:1'), 'undo');
  }
  // The card has its buttons again when the worker has rendered the undo.
  t.true(await waitForDeliveries({ app, labels: [label] }, 60_000));
  for (const [button, values] of [
    ['card:message:1', { body: '7' }],
    ['card:reject:1', { reason: '8' }],
  ] as const) {
    const opened = check(await pressButton(app, staff, staffCard, button), button);
    check(await submitForm(app, staff, opened, values), `${button}, sent`);
  }

  const added = await createLabelOnDiscord(app.discord, { name: '12' });
  const greeting = await waitForMessage(app, {
    channelId: added.generalChannel,
    contains: 'setup:begin',
  });
  check({ components: greeting.components }, 'greeting');
  for (const channelId of [added.generalChannel, added.staffChannel]) {
    const setupForm = check(
      await pressButton(app, added.owner, greeting, 'setup:begin'),
      'setup form',
    );
    check(
      await submitForm(app, added.owner, setupForm, { labelName: '13', channelId }),
      'setup form, sent',
    );
  }
  await control.deleteChannel({ channelId: added.staffChannel });
  await submitDemo(app, added, demo);
  const lossDm = await waitForDm(app, added.owner, '12');
  check({ components: lossDm.components }, 'lost channel DM');
  await runCommand(app, added.owner, added.generalChannel, 'setup_staff', {
    channel: await createStaffChannel(app, added),
  });
  const ask = () => runCommand(app, added.owner, added.generalChannel, 'staff_status');
  const [asked, askedAgain] = [check(await ask(), 'what waits'), await ask()];
  for (const [message, button] of [
    [asked, 'undelivered:deliver'],
    [askedAgain, 'undelivered:skip'],
  ] as const)
    check(await pressButton(app, added.owner, message, button), button);

  const messageDm = await waitForDm(app, artist, '7');
  check({ components: messageDm.components }, 'message DM');
  check(
    await pressButton(app, artist, messageDm, `dm:about:${label.guildId}:1`),
    'the number under a DM',
  );
  for (const [personId, content, replyTo] of [
    [secondArtist, '9', undefined],
    [artist, '10', messageDm.id],
  ] as const) {
    const { answer } = await sendDmToBot(app, personId, {
      content,
      ...(replyTo ? { replyTo } : {}),
    });
    check({ components: answer.components }, `answer to ${content}`);
  }
  const threadId = await waitForThread(app, label, 1);
  await waitForMessage(app, { channelId: threadId, contains: '10' });
  const { messages: inThread } = await control.inspectChannel({ channelId: threadId });
  const fromBot = inThread.filter(
    ({ author, components }) => author.id === LOCAL_APP.id && components?.length,
  );
  t.true(fromBot.length >= 3);
  for (const each of fromBot) check({ components: each.components }, 'thread');
});
