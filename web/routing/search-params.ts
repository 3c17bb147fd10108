/** In an address: the page polls by itself; nobody navigated there. */
export const POLL_PARAM = 'fresh';

/** In an address: the id of a form draft that was saved before its sender had to sign in again. */
export const DRAFT_PARAM = 'draft';
