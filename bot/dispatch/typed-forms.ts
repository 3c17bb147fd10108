import { LRUCache } from 'lru-cache';

/** As long as Discord lets the answer be changed; the button to come back stands on it. */
const KEPT_MS = 15 * 60_000;
const MAX_FORMS = 5_000;

export type Typed = Readonly<Record<string, string>>;

/**
 * What people typed into forms that were refused, so that they need not type it again. In this
 * process's memory only: after a restart the form opens empty.
 */
export class TypedForms {
  #forms = new LRUCache<string, { userId: string; typed: Typed }>({
    max: MAX_FORMS,
    ttl: KEPT_MS,
  });

  /** @param interactionId of the form as it was sent */
  keep(interactionId: string, userId: string, typed: Typed): void {
    this.#forms.set(interactionId, { userId, typed });
  }

  /** Nothing for anybody else. */
  of(interactionId: string, userId: string): Typed {
    const form = this.#forms.get(interactionId);
    return form?.userId === userId ? form.typed : {};
  }
}
