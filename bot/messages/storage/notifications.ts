import { ACCENT_COLOUR, DANGER_COLOUR } from '../colours.ts';
import { escapeSingleLine, toUnixSeconds } from '../markdown.ts';
import { createPanel, type MessageBody } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';
import { formatOutageReason } from './outage-reason.ts';

/** @param outage `since` in epoch ms */
export const presentOutageDm = (
  t: MessageTranslator,
  outage: { since: number; code: string },
  serverName: string,
  isDeferringEnabled: boolean,
): MessageBody =>
  createPanel(
    DANGER_COLOUR,
    t('storage.outage_dm.title', { server: escapeSingleLine(serverName, 100) }),
    t('storage.outage_dm.since', {
      seconds: toUnixSeconds(outage.since),
      reason: formatOutageReason(t, outage.code),
    }),
    t(isDeferringEnabled ? 'storage.outage_dm.held' : 'storage.outage_dm.refused'),
    t('storage.outage_dm.next'),
  );

/** @param graceEndsAt when intake pauses, epoch ms */
export const presentPlanEndedDm = (
  t: MessageTranslator,
  graceEndsAt: number,
  serverName: string,
): MessageBody =>
  createPanel(
    ACCENT_COLOUR,
    t('storage.plan_ended', {
      server: escapeSingleLine(serverName, 100),
      seconds: toUnixSeconds(graceEndsAt),
    }),
  );
