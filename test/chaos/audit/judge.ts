import type { OnDiscord } from './on-discord.ts';
import type { Seen } from './seen.ts';
import type { Stored } from './stored.ts';

export interface Verdict {
  lost: string[];
  doubled: string[];
}

/** Holds what was promised, what is stored and what stands on Discord against each other. */
export function judge(
  seen: Seen,
  guilds: readonly { stored: Stored; found: OnDiscord }[],
): Verdict {
  const verdict: Verdict = { lost: [], doubled: [...seen.clashes] };
  const once = (what: string, times: number) => {
    if (times === 0) verdict.lost.push(what);
    if (times > 1) verdict.doubled.push(`${what}, ${times} times`);
  };
  for (const { stored, found } of guilds) {
    judgePromises(seen, stored, verdict);
    judgeRows(stored, verdict);
    for (const { number, status } of stored.submissions) {
      const key = `${stored.guildId}/${number}`;
      const cards = found.cards.get(number) ?? [];
      const threads = found.threads.get(number) ?? [];
      once(`${key}: card`, cards.length);
      once(`${key}: thread`, threads.length);
      const intros = threads.reduce((sum, thread) => sum + thread.intros, 0);
      once(`${key}: introduction of the thread`, intros);
      const dms = found.dms.get(number) ?? [];
      const decisions = dms.filter((text) => /said yes to|passed on/.test(text)).length;
      if (status === 'approved' || status === 'rejected') {
        once(`${key}: DM about the decision`, decisions);
        const shown = status === 'approved' ? /Approved\*\* by/ : /Rejected\*\* by/;
        if (cards[0] && !shown.test(cards[0])) verdict.lost.push(`${key}: ${status} on the card`);
        if (stored.undone.has(number)) verdict.lost.push(`${key}: an undo that changed nothing`);
      } else if (decisions > 0) verdict.doubled.push(`${key}: DM about no decision`);
      for (const { body, isFromArtist } of stored.messages.filter(
        (message) => message.number === number,
      )) {
        const has = (text: string) => text.includes(body);
        if (!isFromArtist) once(`${key}: DM with “${body}”`, dms.filter(has).length);
        const copies = threads.flatMap(({ texts }) => texts).filter(has).length;
        once(`${key}: “${body}” in the thread`, copies);
      }
    }
    const known = new Set(stored.submissions.map(({ number }) => number));
    for (const place of ['cards', 'threads', 'dms'] as const)
      for (const number of found[place].keys())
        if (!known.has(number))
          verdict.doubled.push(`${stored.guildId}/${number}: ${place} of no demo`);
  }
  return verdict;
}

/** What somebody saw must be so. */
function judgePromises(seen: Seen, stored: Stored, { lost }: Verdict): void {
  const byNumber = new Map(stored.submissions.map((row) => [row.number, row]));
  const here = <T>(promises: Map<string, T>) =>
    [...promises]
      .filter(([key]) => key.startsWith(`${stored.guildId}/`))
      .map(([key, promise]) => ({ key, number: Number(key.split('/')[1]), promise }));
  for (const { key, number, promise } of here(seen.demos))
    if (byNumber.get(number)?.title !== promise) lost.push(`${key}: the demo “${promise}”`);
  // An undo may have happened though nobody saw its answer.
  for (const { key, number, promise } of here(seen.decisions))
    if (byNumber.get(number)?.status !== promise && !stored.undone.has(number))
      lost.push(`${key}: was to be ${promise}`);
  for (const { key, number, promise } of here(seen.messages)) {
    const kept = stored.messages.filter(
      (message) => message.number === number && !message.isFromArtist,
    ).length;
    if (kept < promise) lost.push(`${key}: ${promise - kept} of ${promise} messages`);
  }
  for (const key of seen.undone)
    if (key.startsWith(`${stored.guildId}/`) && !stored.undone.has(Number(key.split('/')[1])))
      lost.push(`${key}: was to be taken back`);
  const answers = new Set(stored.messages.map(({ body }) => body));
  for (const { guildId, body } of seen.answers)
    if (guildId === stored.guildId && !answers.has(body)) lost.push(`${guildId}: “${body}”`);
}

/** One row an interaction, numbers without a gap, nothing left to deliver. */
function judgeRows(stored: Stored, { lost, doubled }: Verdict): void {
  const { guildId, submissions, messages, counter } = stored;
  for (const title of repeated(submissions.map((row) => row.title)))
    doubled.push(`${guildId}: the demo “${title}”`);
  for (const body of repeated(messages.map((row) => row.body)))
    doubled.push(`${guildId}: the message “${body}”`);
  const numbers = submissions.map(({ number }) => number).sort((a, b) => a - b);
  if (counter !== numbers.length || numbers.some((number, index) => number !== index + 1))
    lost.push(`${guildId}: numbers have gaps: ${numbers.join(' ')}; the counter says ${counter}`);
  lost.push(...stored.undelivered);
  if (stored.strayHints > 0) lost.push(`${guildId}: ${stored.strayHints} hints of no delivery`);
}

const repeated = (list: readonly string[]): Set<string> =>
  new Set(list.filter((each, index) => list.indexOf(each) !== index));
