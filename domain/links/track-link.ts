import { createHash } from 'node:crypto';
import { type RecognisedLink, recogniseLink } from './recognise.ts';

export interface TrackLink extends RecognisedLink {
  /** As the artist gave it, trimmed: what people open. */
  url: string;
  /** Equal for the same track however it was pasted. */
  hash: string;
}

/** @returns null when it is not an http(s) link */
export function parseTrackLink(text: string): TrackLink | null {
  const recognised = recogniseLink(text);
  if (!recognised) return null;
  return {
    ...recognised,
    url: text.trim(),
    hash: createHash('sha256').update(recognised.canonical).digest('hex'),
  };
}
