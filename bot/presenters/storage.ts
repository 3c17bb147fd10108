import { ComponentType } from 'discord-api-types/v10';
import type { MoveView, PlacementView, StorageView } from '../../domain/storage/types.ts';
import { t } from '../catalogues/translate.ts';
import { commandMentions } from './errors.ts';
import { escapeSingleLine, toUnixSeconds } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

const ACCENT_COLOUR = 0x7c5cff;
const SUCCESS_COLOUR = 0x3ecf8e;
const DANGER_COLOUR = 0xf0616d;
const PROGRESS_BAR_LENGTH = 16;

const numberFormat = new Intl.NumberFormat('en');

/** Codes that an outage can have; one that is not known here is told without a reason. */
const OUTAGE_CODES = [
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

const formatPlacement = (view: PlacementView): string =>
  view.kind === 'own'
    ? t(`storage.own_${view.engine}`)
    : t('storage.region', { region: view.regionName });

const createPanel = (accent_color: number, ...lines: string[]): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color,
    components: [textDisplay(lines.filter(Boolean).join('\n'))],
  });

function formatOutageReason(code: string): string {
  const knownCode = OUTAGE_CODES.find((each) => each === code);
  return knownCode ? t(`storage.outage_code.${knownCode}`) : '';
}

/** Where the data is, and how it fares. */
export function presentStorage(view: StorageView): MessageBody {
  const { customerDatabase, move } = view;
  return createPanel(
    !view.isHealthy ? DANGER_COLOUR : ACCENT_COLOUR,
    t('storage.title'),
    t('storage.place', { place: formatPlacement(view.placement) }),
    customerDatabase?.server ? t('storage.server', { server: customerDatabase.server }) : '',
    customerDatabase?.outage
      ? t('storage.away', {
          seconds: toUnixSeconds(customerDatabase.outage.since),
          reason: formatOutageReason(customerDatabase.outage.code),
        })
      : t(view.isHealthy ? 'storage.answers' : 'storage.silent'),
    view.deferredCount > 0 ? t('storage.parked', { count: view.deferredCount }) : '',
    view.graceEndsAt ? t('storage.leave_by', { seconds: toUnixSeconds(view.graceEndsAt) }) : '',
    move && !isMoveFinished(move) ? t('storage.moving', { place: formatPlacement(move.to) }) : '',
  );
}

/** Whether nothing more happens that somebody waits for: the old copy's erasure is not waited for. */
export const isMoveFinished = (move: MoveView): boolean =>
  !['running', 'paused', 'aborting'].includes(move.state) ||
  move.step === 'observe' ||
  move.step === 'retire';

/** A move as it goes; the answer that shows it is edited. */
export function presentMove(move: MoveView): MessageBody {
  const values = { from: formatPlacement(move.from), to: formatPlacement(move.to) };
  if (move.state === 'failed')
    return createPanel(
      DANGER_COLOUR,
      t('storage.move_failed', { ...values, code: move.problem ?? '?' }),
    );
  if (move.state === 'aborted')
    return createPanel(ACCENT_COLOUR, t('storage.move_aborted', values));
  if (isMoveFinished(move))
    return createPanel(
      SUCCESS_COLOUR,
      t('storage.move_done', values),
      move.pauseMs === null
        ? ''
        : t('storage.move_pause', { ms: numberFormat.format(move.pauseMs) }),
      move.retireAt ? t('storage.move_retire', { seconds: toUnixSeconds(move.retireAt) }) : '',
    );
  const completedShare = move.rowsTotal > 0 ? Math.min(1, move.rowsCopied / move.rowsTotal) : 0;
  const filledLength = Math.round(completedShare * PROGRESS_BAR_LENGTH);
  return createPanel(
    ACCENT_COLOUR,
    t('storage.move_running', values),
    `\`${'█'.repeat(filledLength)}${'░'.repeat(PROGRESS_BAR_LENGTH - filledLength)}\` ${Math.round(completedShare * 100)} %`,
    t('storage.move_step', {
      step: t(`storage.step.${move.step}`),
      at: STEPS.indexOf(move.step) + 1,
      of: STEPS.length,
    }),
    t('storage.move_rows', {
      copied: numberFormat.format(move.rowsCopied),
      total: numberFormat.format(move.rowsTotal),
    }),
    move.problem ? t('storage.move_waits', { code: move.problem }) : '',
  );
}

/** To those who can do something about it. */
export const presentOutageDm = (
  outage: { since: number; code: string },
  serverName: string,
  isDeferringEnabled: boolean,
): MessageBody =>
  createPanel(
    DANGER_COLOUR,
    t('dm.database_down', {
      ...commandMentions,
      server: escapeSingleLine(serverName, 100),
      seconds: toUnixSeconds(outage.since),
      reason: formatOutageReason(outage.code),
      parking: t(isDeferringEnabled ? 'dm.database_down_parks' : 'dm.database_down_refuses'),
    }),
  );

/** To the same, when the plan with own databases has ended. */
export const presentPlanEndedDm = (graceEndsAt: number, serverName: string): MessageBody =>
  createPanel(
    ACCENT_COLOUR,
    t('dm.plan_ended', {
      ...commandMentions,
      server: escapeSingleLine(serverName, 100),
      seconds: toUnixSeconds(graceEndsAt),
    }),
  );
