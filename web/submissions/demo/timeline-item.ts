import type { Priority } from '../../../domain/submissions/priority.ts';
import type { Status } from '../../../domain/submissions/status.ts';
import type { TimelineEntry } from '../../../domain/submissions/types.ts';
import { formatPosition } from '../../player/timeline/format-position.ts';
import type { FileView } from './file-view.ts';
import { toSafeUrl } from './safe-url.ts';

interface BaseItem {
  id: string;
  at: number;
  by: string;
  source: TimelineEntry['source'];
}

export type TimelineItem =
  | (BaseItem & { kind: 'submitted' | 'withdrawn' })
  | (BaseItem & { kind: 'rating_removed' })
  | (BaseItem & { kind: 'rated'; stars: number })
  | (BaseItem & { kind: 'priority'; priority: Priority })
  | (BaseItem & {
      kind: 'corrected';
      what: 'link' | 'message' | 'both';
      /** The link before and after; null: it was not changed, or there was or is none. */
      fromUrl: string | null;
      toUrl: string | null;
    })
  | (BaseItem & { kind: 'tag_added' | 'tag_removed'; tag: string })
  | (BaseItem & { kind: 'file_added' | 'file_removed'; name: string })
  /** `name`: whom; null: whoever did it. */
  | (BaseItem & { kind: 'assigned' | 'unassigned'; name: string | null })
  /** `position`: in the track, as it is shown. */
  | (BaseItem & { kind: 'note_added' | 'note_removed'; position: string | null })
  | (BaseItem & { kind: 'status' | 'undone'; from: Status; to: Status; reason: string | null })
  | (BaseItem & {
      kind: 'message';
      direction: 'to_artist' | 'from_artist';
      body: string;
      attachments: { name: string; url: string | null }[];
      delivery: 'pending' | 'delivered' | 'failed';
      problem: 'dm_closed' | 'left' | 'unknown' | null;
    });

/**
 * One line of a demo's timeline.
 * @param files that came with it
 */
export function presentTimelineItem(from: TimelineEntry, files: readonly FileView[]): TimelineItem {
  const base: BaseItem = { id: from.id, at: from.at, by: from.actorName, source: from.source };
  switch (from.kind) {
    case 'message':
      return {
        ...base,
        kind: 'message',
        direction: from.direction,
        body: from.body,
        // Those of messages that the version before stored are links to Discord.
        attachments:
          files.length > 0
            ? files.map(({ name, downloadUrl }) => ({ name, url: downloadUrl }))
            : from.attachments.map(({ name, url }) => ({ name, url: toSafeUrl(url) })),
        delivery: from.delivery,
        problem: from.delivery === 'failed' ? toDeliveryProblem(from.problem) : null,
      };
    case 'status':
      return { ...base, kind: 'status', from: from.from, to: from.to, reason: from.reason };
    case 'undone':
      return { ...base, kind: 'undone', from: from.from, to: from.to, reason: null };
    case 'corrected': {
      const isLinkChanged = from.fromUrl !== from.toUrl;
      return {
        ...base,
        kind: 'corrected',
        what: !isLinkChanged ? 'message' : from.isMessageChanged ? 'both' : 'link',
        fromUrl: isLinkChanged ? toSafeUrl(from.fromUrl) : null,
        toUrl: isLinkChanged ? toSafeUrl(from.toUrl) : null,
      };
    }
    case 'tag_added':
    case 'tag_removed':
      return { ...base, kind: from.kind, tag: from.tag };
    case 'assigned':
    case 'unassigned':
      return { ...base, kind: from.kind, name: from.name };
    case 'rated':
      return { ...base, kind: 'rated', stars: from.stars };
    case 'priority':
      return { ...base, kind: 'priority', priority: from.to };
    case 'file_added':
    case 'file_removed':
      return { ...base, kind: from.kind, name: from.name };
    case 'note_added':
    case 'note_removed':
      return {
        ...base,
        kind: from.kind,
        position: from.positionMs === null ? null : formatPosition(from.positionMs),
      };
    default:
      return { ...base, kind: from.kind };
  }
}

const toDeliveryProblem = (problem: string | null) =>
  problem === 'dm_closed' || problem === 'left' ? problem : 'unknown';
