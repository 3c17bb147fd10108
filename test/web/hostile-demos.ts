import type { Demo } from '../helpers/label.ts';

const LONG_TEXT = 'The Overlong Artist Name Collective of North Rhine-Westphalia and Surroundings ';
const MESSAGE = `${'Bezirksschornsteinfegermeister '.repeat(12)}\n\n${'a'.repeat(400)}`;

export const HOSTILE_LABEL_NAME = 'Ünïcödé & Söhne Schallplattenveröffentlichungsgesellschaft夜';
export const HOSTILE_MESSAGE = 'שלום 👋 — are you there?';

type DemoRow = [trackTitle: string, artistName: string, genre: string];

/** Texts that tear layouts, turn directions or are code; at the limits of what artists may send. */
const DEMO_ROWS: DemoRow[] = [
  ['.', '-', ''],
  ['Z̸̢͝a̶l̵g̶o̴ ̷t̵e̷x̶t̷', '\u202Eesrever', ''],
  ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{count}} $t(app.name)'],
  ['👩‍👩‍👧‍👦🎧🔥🔥🔥', '🫠', '🤘'],
  [
    '東京の夜に降る雨とネオンの光が溶けてゆく瞬間の長い長いタイトル',
    '株式会社とても長い名前のアーティスト集団',
    'シティポップ',
  ],
  ['ليل طويل جدا بلا نهاية', 'فرقة النجوم (مع ضيوف)', 'موسيقى إلكترونية'],
  [
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'Rechtsschutzversicherungsgesellschaften',
    'Geschwindigkeitsbegrenzungsmusik',
  ],
  [LONG_TEXT.repeat(4).slice(0, 300), LONG_TEXT.repeat(4).slice(0, 300), 'x'.repeat(100)],
];

/** The longest one last: it is the newest. */
export const HOSTILE_DEMOS: Demo[] = DEMO_ROWS.map(([trackTitle, artistName, genre]) => ({
  trackTitle,
  artistName,
  genre,
  message: MESSAGE,
}));
