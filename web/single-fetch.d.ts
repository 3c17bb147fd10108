import '@remix-run/server-runtime';

// Types of loader data follow what single fetch really sends (dates, maps, undefined stay).
declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}
