/** A field of a form: whose, of which guild, and about what. */
export interface DraftKey {
  userId: string;
  guildId: string;
  /** What the form is about: a type and an id, e.g. `submission/12`. */
  subject: string;
  /** The field's name in the form. */
  field: string;
}

/** What was typed into a field and not accepted yet. */
export interface Draft {
  text: string;
  /** Set once it was sent: the request's id, under which it can be sent again and runs once. */
  requestId?: string;
}

interface StoredDraft extends Draft {
  /** Epoch ms. */
  savedAt: number;
}

const PREFIX = 'vektra-draft/';
const MAX_AGE_MS = 7 * 86_400_000;
/** Of all people in this browser; the oldest make room. */
const MAX_DRAFTS = 50;
/** In UTF-16 code units; the longest field takes 2,000. A longer text is not kept. */
const MAX_TEXT_LENGTH = 4_000;

const toStorageKey = ({ userId, guildId, subject, field }: DraftKey): string =>
  `${PREFIX}${userId}/${guildId}/${subject}/${field}`;

export const readDraft = (key: DraftKey): Draft | null => readStored(toStorageKey(key));

/** Keeps a draft in this browser; an empty one that was not sent is deleted. */
export function saveDraft(key: DraftKey, draft: Draft): void {
  const storageKey = toStorageKey(key);
  if ((draft.text === '' && !draft.requestId) || draft.text.length > MAX_TEXT_LENGTH) {
    removeItem(storageKey);
    return;
  }
  const stored: StoredDraft = { ...draft, savedAt: Date.now() };
  try {
    localStorage.setItem(storageKey, JSON.stringify(stored));
    makeRoom();
  } catch {
    // Storage is blocked or full: the draft lasts as long as its page.
  }
}

export const deleteDraft = (key: DraftKey): void => removeItem(toStorageKey(key));

/** Deletes every draft of a person, who signs out. */
export function deleteDraftsOf(userId: string): void {
  for (const storageKey of listStorageKeys())
    if (storageKey.startsWith(`${PREFIX}${userId}/`)) removeItem(storageKey);
}

function readStored(storageKey: string): StoredDraft | null {
  try {
    const draft: StoredDraft = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return draft && Date.now() - draft.savedAt <= MAX_AGE_MS ? draft : null;
  } catch {
    return null;
  }
}

function makeRoom(): void {
  const drafts = listStorageKeys().map((storageKey) => ({
    storageKey,
    savedAt: readStored(storageKey)?.savedAt ?? 0,
  }));
  drafts.sort((a, b) => b.savedAt - a.savedAt);
  for (const [index, { storageKey, savedAt }] of drafts.entries())
    if (index >= MAX_DRAFTS || savedAt === 0) removeItem(storageKey);
}

function listStorageKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function removeItem(storageKey: string): void {
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Storage is blocked: nothing was kept.
  }
}
