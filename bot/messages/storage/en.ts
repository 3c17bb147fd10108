export const en = {
  outage_dm: {
    title: '### {{server}}: your database isn’t responding',
    since: 'No response since <t:{{seconds}}:f>. {{reason}}',
    held: 'New demos are held until your database is back.',
    refused: 'New demos are refused until your database is back.',
    next: 'Check `/db_status` in the server or the dashboard’s Storage page.',
  },
  plan_ended:
    '### {{server}}: your plan no longer includes your own database\nYour data stays readable. Move it back to a managed region by <t:{{seconds}}:f> with `/storage` or on the dashboard’s Storage page. After that, new demos are refused until it’s moved.',
  outage_code: {
    ADDRESS: 'Its address can’t be reached.',
    IPV6_ONLY: 'It has only an IPv6 address, which Vektra can’t reach.',
    TOO_MANY_CONNECTIONS: 'It has no connection left for Vektra.',
    TIMEOUT: 'It accepts connections but doesn’t respond in time.',
    TLS: 'Its TLS certificate can’t be verified.',
    AUTH: 'It rejected the user name or password.',
    DATABASE: 'The database no longer exists on its server.',
    PRIVILEGE: 'The database user lacks required privileges.',
    VERSION: 'Its version is too old.',
    UNSUPPORTED: 'It’s a kind of database that isn’t supported.',
    READ_ONLY: 'It’s read-only.',
    FULL: 'Its disk or quota is full.',
    PROTOCOL: 'Something responds at its address, but it isn’t a database.',
    SCHEMA_NEWER: 'A newer version of Vektra changed its schema.',
  },
};
