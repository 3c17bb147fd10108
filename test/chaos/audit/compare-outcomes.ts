import type { ConfirmedOutcomes } from './confirmed-outcomes.ts';
import type { DiscordState } from './discord-state.ts';
import type { StoredState } from './stored-state.ts';

export interface ChaosFindings {
  lost: string[];
  doubled: string[];
}

/** Holds what was promised, what is stored and what stands on Discord against each other. */
export function compareOutcomes(
  confirmed: ConfirmedOutcomes,
  guilds: readonly { stored: StoredState; discordState: DiscordState }[],
): ChaosFindings {
  const findings: ChaosFindings = { lost: [], doubled: [...confirmed.clashes] };
  const expectOnce = (subject: string, times: number) => {
    if (times === 0) findings.lost.push(subject);
    if (times > 1) findings.doubled.push(`${subject}, ${times} times`);
  };
  for (const { stored, discordState } of guilds) {
    checkConfirmed(confirmed, stored, findings);
    checkRows(stored, findings);
    for (const { number, status } of stored.submissions) {
      const key = `${stored.guildId}/${number}`;
      const cards = discordState.cards.get(number) ?? [];
      const threads = discordState.threads.get(number) ?? [];
      expectOnce(`${key}: card`, cards.length);
      expectOnce(`${key}: thread`, threads.length);
      const intros = threads.reduce((sum, thread) => sum + thread.intros, 0);
      expectOnce(`${key}: introduction of the thread`, intros);
      const dms = discordState.dms.get(number) ?? [];
      const decisions = dms.filter((text) => /said yes to|passed on/.test(text)).length;
      if (status === 'approved' || status === 'rejected') {
        expectOnce(`${key}: DM about the decision`, decisions);
        const shown = status === 'approved' ? /Approved\*\* by/ : /Rejected\*\* by/;
        if (cards[0] && !shown.test(cards[0])) findings.lost.push(`${key}: ${status} on the card`);
        if (stored.undone.has(number)) findings.lost.push(`${key}: an undo that changed nothing`);
      } else if (decisions > 0) findings.doubled.push(`${key}: DM about no decision`);
      for (const { body, isFromArtist } of stored.messages.filter(
        (message) => message.number === number,
      )) {
        const hasBody = (text: string) => text.includes(body);
        if (!isFromArtist) expectOnce(`${key}: DM with “${body}”`, dms.filter(hasBody).length);
        const copies = threads.flatMap(({ texts }) => texts).filter(hasBody).length;
        expectOnce(`${key}: “${body}” in the thread`, copies);
      }
    }
    const known = new Set(stored.submissions.map(({ number }) => number));
    for (const kind of ['cards', 'threads', 'dms'] as const)
      for (const number of discordState[kind].keys())
        if (!known.has(number))
          findings.doubled.push(`${stored.guildId}/${number}: ${kind} of no demo`);
  }
  return findings;
}

/** What somebody saw must be so. */
function checkConfirmed(
  confirmed: ConfirmedOutcomes,
  stored: StoredState,
  { lost }: ChaosFindings,
): void {
  const byNumber = new Map(stored.submissions.map((row) => [row.number, row]));
  const ofGuild = <T>(confirmedByKey: Map<string, T>) =>
    [...confirmedByKey]
      .filter(([key]) => key.startsWith(`${stored.guildId}/`))
      .map(([key, promise]) => ({ key, number: Number(key.split('/')[1]), promise }));
  for (const { key, number, promise } of ofGuild(confirmed.demos))
    if (byNumber.get(number)?.title !== promise) lost.push(`${key}: the demo “${promise}”`);
  // An undo may have happened though nobody saw its answer.
  for (const { key, number, promise } of ofGuild(confirmed.decisions))
    if (byNumber.get(number)?.status !== promise && !stored.undone.has(number))
      lost.push(`${key}: was to be ${promise}`);
  for (const { key, number, promise } of ofGuild(confirmed.messages)) {
    const storedCount = stored.messages.filter(
      (message) => message.number === number && !message.isFromArtist,
    ).length;
    if (storedCount < promise) lost.push(`${key}: ${promise - storedCount} of ${promise} messages`);
  }
  for (const key of confirmed.undone)
    if (key.startsWith(`${stored.guildId}/`) && !stored.undone.has(Number(key.split('/')[1])))
      lost.push(`${key}: was to be taken back`);
  const answers = new Set(stored.messages.map(({ body }) => body));
  for (const { guildId, body } of confirmed.answers)
    if (guildId === stored.guildId && !answers.has(body)) lost.push(`${guildId}: “${body}”`);
}

/** One row an interaction, numbers without a gap, nothing left to deliver. */
function checkRows(stored: StoredState, { lost, doubled }: ChaosFindings): void {
  const { guildId, submissions, messages, counter } = stored;
  for (const title of findRepeated(submissions.map((row) => row.title)))
    doubled.push(`${guildId}: the demo “${title}”`);
  for (const body of findRepeated(messages.map((row) => row.body)))
    doubled.push(`${guildId}: the message “${body}”`);
  const numbers = submissions.map(({ number }) => number).sort((a, b) => a - b);
  if (counter !== numbers.length || numbers.some((number, index) => number !== index + 1))
    lost.push(`${guildId}: numbers have gaps: ${numbers.join(' ')}; the counter says ${counter}`);
  lost.push(...stored.undelivered);
  if (stored.orphanedDueRows > 0)
    lost.push(`${guildId}: ${stored.orphanedDueRows} hints of no delivery`);
}

const findRepeated = (list: readonly string[]): Set<string> =>
  new Set(list.filter((each, index) => list.indexOf(each) !== index));
