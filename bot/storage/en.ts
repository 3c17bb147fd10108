export const en = {
  command: {
    db_status: {
      description: 'Check where this server’s data is stored and whether it’s available',
    },
    setup_db: { description: 'Connect your own Postgres or MySQL database' },
    storage: { description: 'See or change the region where this server’s data is stored' },
    region: { description: 'Move the data to this region' },
  },
  title: '### Storage',
  placement: 'Your data is in **{{placement}}**.',
  region: '{{region}}, managed by Vektra',
  own_postgres: 'your own Postgres database',
  own_mysql: 'your own MySQL or MariaDB database',
  server: 'Server: {{server}}',
  connected: '✅ Connected.',
  not_responding: '⚠️ It isn’t responding.',
  outage: '⚠️ It isn’t responding. It went down <t:{{seconds}}:R>. {{reason}}',
  held: '📥 Demos held until your database is back: **{{count, number}}**',
  leave_by:
    '⏳ Your plan no longer includes your own database. Move back to a region by <t:{{seconds}}:f>.',
  moving: '🚚 Moving to **{{placement}}**.',
  setup_link:
    '### Connect your own database\nEnter its connection details on the page below. The link is only for you, works once and expires <t:{{seconds}}:R>. Never paste database credentials into Discord.',
  setup_button: 'Connect database',
  move: {
    running: '### Moving {{from}} → {{to}}',
    progress: '`{{bar}}` {{share, number(style: percent; maximumFractionDigits: 0)}}',
    step_of: 'Step {{at}} of {{of}}: {{step}}',
    rows: '{{copied, number}} of {{total, number}} rows copied. Everything keeps working meanwhile.',
    waits: '-# Waiting to retry ({{code}}).',
    done: '### ✅ Moved: {{from}} → {{to}}',
    pause: 'Writes were paused for {{ms, number}} ms.',
    retire: 'The old copy will be deleted <t:{{seconds}}:R>.',
    failed:
      '### The move {{from}} → {{to}} failed ({{code}})\nNothing was lost. Your data is still where it was.',
    aborted: '### The move {{from}} → {{to}} was stopped\nYour data is still where it was.',
    step: {
      prepare: 'preparing',
      copy: 'copying',
      catch_up: 'catching up with changes',
      verify: 'verifying every row',
      fence: 'pausing writes briefly',
      flip: 'switching over',
      observe: 'monitoring the new database',
      retire: 'deleting the old copy',
    },
  },
};
