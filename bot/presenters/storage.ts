import { ComponentType } from 'discord-api-types/v10';
import type { MoveView, PlaceView, StorageView } from '../../domain/storage/types.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { commandNames } from './errors.ts';
import { oneLine, seconds } from './markdown.ts';

const ACCENT = 0x7c5cff;
const GOOD = 0x3ecf8e;
const BAD = 0xf0616d;
const BAR = 16;

const number = new Intl.NumberFormat('en');

/** Codes that an outage can have; one that is not known here is told without a reason. */
const OUTAGES = [
  'ADDRESS',
  'TIMEOUT',
  'TLS',
  'AUTH',
  'DATABASE',
  'PRIVILEGE',
  'VERSION',
  'READ_ONLY',
  'FULL',
  'PROTOCOL',
  'SCHEMA_NEWER',
] as const;

const STEPS = ['prepare', 'copy', 'catch_up', 'verify', 'fence', 'flip', 'observe', 'retire'];

const place = (view: PlaceView): string =>
  view.kind === 'own'
    ? t(`storage.own_${view.engine}`)
    : t('storage.region', { region: view.regionName });

const box = (accent_color: number, ...lines: string[]): Body =>
  body({
    type: ComponentType.Container,
    accent_color,
    components: [words(lines.filter(Boolean).join('\n'))],
  });

function outageReason(code: string): string {
  const known = OUTAGES.find((each) => each === code);
  return known ? t(`storage.outage_code.${known}`) : '';
}

/** Where the data is, and how it fares. */
export function presentStorage(view: StorageView): Body {
  const { own, move } = view;
  return box(
    !view.healthy ? BAD : ACCENT,
    t('storage.title'),
    t('storage.place', { place: place(view.placement) }),
    own?.server ? t('storage.server', { server: own.server }) : '',
    own?.outage
      ? t('storage.away', {
          seconds: seconds(own.outage.since),
          reason: outageReason(own.outage.code),
        })
      : t(view.healthy ? 'storage.answers' : 'storage.silent'),
    view.parked > 0 ? t('storage.parked', { count: view.parked }) : '',
    view.leaveBy ? t('storage.leave_by', { seconds: seconds(view.leaveBy) }) : '',
    move && !isOver(move) ? t('storage.moving', { place: place(move.to) }) : '',
  );
}

/** Whether nothing more happens that somebody waits for: the old copy's erasure is not waited for. */
export const isOver = (move: MoveView): boolean =>
  !['running', 'paused', 'aborting'].includes(move.state) ||
  move.step === 'observe' ||
  move.step === 'retire';

/** A move as it goes; the answer that shows it is edited. */
export function presentMove(move: MoveView): Body {
  const values = { from: place(move.from), to: place(move.to) };
  if (move.state === 'failed')
    return box(BAD, t('storage.move_failed', { ...values, code: move.problem ?? '?' }));
  if (move.state === 'aborted') return box(ACCENT, t('storage.move_aborted', values));
  if (isOver(move))
    return box(
      GOOD,
      t('storage.move_done', values),
      move.pauseMs === null ? '' : t('storage.move_pause', { ms: number.format(move.pauseMs) }),
      move.retireAt ? t('storage.move_retire', { seconds: seconds(move.retireAt) }) : '',
    );
  const done = move.rowsTotal > 0 ? Math.min(1, move.rowsCopied / move.rowsTotal) : 0;
  const full = Math.round(done * BAR);
  return box(
    ACCENT,
    t('storage.move_running', values),
    `\`${'█'.repeat(full)}${'░'.repeat(BAR - full)}\` ${Math.round(done * 100)} %`,
    t('storage.move_step', {
      step: t(`storage.step.${move.step}`),
      at: STEPS.indexOf(move.step) + 1,
      of: STEPS.length,
    }),
    t('storage.move_rows', {
      copied: number.format(move.rowsCopied),
      total: number.format(move.rowsTotal),
    }),
    move.problem ? t('storage.move_waits', { code: move.problem }) : '',
  );
}

/** To those who can do something about it. */
export const presentOutageDm = (
  outage: { since: number; code: string },
  serverName: string,
  parks: boolean,
): Body =>
  box(
    BAD,
    t('dm.database_down', {
      ...commandNames,
      server: oneLine(serverName, 100),
      seconds: seconds(outage.since),
      reason: outageReason(outage.code),
      parking: t(parks ? 'dm.database_down_parks' : 'dm.database_down_refuses'),
    }),
  );

/** To the same, when the plan with own databases has ended. */
export const presentPlanEndedDm = (leaveBy: number, serverName: string): Body =>
  box(
    ACCENT,
    t('dm.plan_ended', {
      ...commandNames,
      server: oneLine(serverName, 100),
      seconds: seconds(leaveBy),
    }),
  );
