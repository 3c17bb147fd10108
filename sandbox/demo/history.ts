import type { Status } from '../../domain/index.ts';
import type { Priority } from '../../domain/submissions/priority.ts';
import type { PEOPLE } from './demo-guilds.ts';

/** A demo of the label's past: who sent what, how many hours ago, and what became of it. */
export interface PastDemo {
  person: keyof typeof PEOPLE;
  artist: string;
  title: string;
  url: string;
  genre: string;
  hoursAgo: number;
  message?: string;
  /** What staff did, in order, each so many hours after it came in. */
  followUps?: (
    | { hoursAfter: number; person: keyof typeof PEOPLE; status: Status; reason?: string }
    | { hoursAfter: number; person: keyof typeof PEOPLE; staffMessage: string }
    | { hoursAfter: number; artistReply: string }
    | { hoursAfter: number; person: keyof typeof PEOPLE; note: string; positionMs?: number }
    | { hoursAfter: number; person: keyof typeof PEOPLE; tag: string }
    | { hoursAfter: number; person: keyof typeof PEOPLE; isTaken: true }
    | { hoursAfter: number; person: keyof typeof PEOPLE; stars: number }
    | { hoursAfter: number; person: keyof typeof PEOPLE; priority: Priority }
    | { hoursAfter: number; isWithdrawn: true }
  )[];
}

const soundcloudUrl = (path: string) => `https://soundcloud.com/${path}`;
const youtubeUrl = (id: string) => `https://www.youtube.com/watch?v=${id}`;

/** Three weeks of a label that listens: newest last. */
export const HISTORY: PastDemo[] = [
  {
    person: 'lucia',
    artist: 'Lucía Vega',
    title: 'Sal y Ceniza',
    url: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    genre: 'Latin house',
    hoursAgo: 490,
    message: 'Vocals by my sister. All rights ours.',
    followUps: [
      { hoursAfter: 20, person: 'ines', status: 'shortlisted' },
      {
        hoursAfter: 46,
        person: 'mara',
        status: 'approved',
        reason: 'The second verse gave us goosebumps. We want this for the spring compilation.',
      },
      { hoursAfter: 47, artistReply: 'Crying in the studio right now. Yes please!' },
      { hoursAfter: 70, person: 'mara', status: 'contacted' },
    ],
  },
  {
    person: 'bjorn',
    artist: 'Björn & die Fahrradwerkstatt',
    title: 'Kaltes Klares Wasser',
    url: 'https://www.dropbox.com/s/k8x2/kaltes-klares-wasser.wav?dl=0',
    genre: 'Krautrock',
    hoursAgo: 470,
    followUps: [
      {
        hoursAfter: 30,
        person: 'jonas',
        status: 'rejected',
        reason: 'Lovely playing, but we have no home for krautrock this year.',
      },
    ],
  },
  {
    person: 'omar',
    artist: 'Omar Haddad',
    title: 'Basement Letters',
    url: 'https://omarhaddad.bandcamp.com/track/basement-letters',
    genre: 'Deep house',
    hoursAgo: 440,
    followUps: [
      { hoursAfter: 12, person: 'ines', status: 'needs_review' },
      { hoursAfter: 60, person: 'mara', status: 'approved' },
      { hoursAfter: 120, person: 'mara', status: 'signed' },
    ],
  },
  {
    person: 'lowtide',
    artist: 'Low Tide',
    title: 'Untitled 7 (VIP)',
    url: 'https://drive.google.com/file/d/1a2B3c4D5e6F7g8H/view?usp=sharing',
    genre: 'Drum & bass',
    hoursAgo: 410,
    followUps: [
      {
        hoursAfter: 50,
        person: 'jonas',
        status: 'rejected',
        reason: 'The low end fights the vocal. Send us a new mix?',
      },
      { hoursAfter: 52, artistReply: 'Fair. New mix next week.' },
    ],
  },
  {
    person: 'minato',
    artist: 'ミナト',
    title: '夜の果て',
    url: youtubeUrl('dQw4w9WgXcQ'),
    genre: 'City pop',
    hoursAgo: 380,
    message: '去年のツアーで演奏した曲です。よろしくお願いします。',
    followUps: [
      { hoursAfter: 26, person: 'ines', status: 'shortlisted' },
      {
        hoursAfter: 80,
        person: 'mara',
        status: 'approved',
        reason: 'We do not understand every word and love all of them.',
      },
    ],
  },
  {
    person: 'kite',
    artist: 'KITE',
    title: 'Meridian',
    url: soundcloudUrl('kite/meridian'),
    genre: 'Melodic techno',
    hoursAgo: 350,
    followUps: [
      {
        hoursAfter: 40,
        person: 'jonas',
        status: 'rejected',
        reason: 'Close. The break wants two bars less.',
      },
    ],
  },
  {
    person: 'omar',
    artist: 'Omar Haddad',
    title: 'Velvet Static',
    url: soundcloudUrl('omarhaddad/velvet-static'),
    genre: 'Deep house',
    hoursAgo: 318,
    followUps: [{ hoursAfter: 30, person: 'jonas', status: 'processed' }],
  },
  {
    person: 'bjorn',
    artist: 'Björn',
    title: 'Nachtzug nach Lissabon',
    url: 'https://audius.co/bjorn/nachtzug-nach-lissabon',
    genre: 'Ambient',
    hoursAgo: 290,
    followUps: [{ hoursAfter: 44, person: 'ines', status: 'approved' }],
  },
  {
    person: 'lucia',
    artist: 'Lucía Vega',
    title: 'Marea Baja',
    url: soundcloudUrl('luciavega/marea-baja'),
    genre: 'Latin house',
    hoursAgo: 262,
    followUps: [{ hoursAfter: 20, person: 'mara', status: 'rejected' }],
  },
  {
    person: 'lowtide',
    artist: 'Low Tide',
    title: 'Untitled 7 (VIP, new mix)',
    url: soundcloudUrl('lowtide/untitled-7-vip-2'),
    genre: 'Drum & bass',
    hoursAgo: 236,
    followUps: [
      {
        hoursAfter: 22,
        person: 'jonas',
        status: 'approved',
        reason: 'That is the one. Thank you for sticking with it.',
      },
    ],
  },
  {
    person: 'minato',
    artist: 'ミナト',
    title: 'Neon Rain',
    url: youtubeUrl('9bZkp7q19f0'),
    genre: 'City pop',
    hoursAgo: 210,
    followUps: [{ hoursAfter: 28, person: 'ines', status: 'contacted' }],
  },
  {
    person: 'kite',
    artist: 'KITE',
    title: 'Orbit (Demo 3)',
    url: 'https://untitled.stream/library/project/orbit-demo-3',
    genre: 'Melodic techno',
    hoursAgo: 188,
    followUps: [{ hoursAfter: 60, isWithdrawn: true }],
  },
  {
    person: 'omar',
    artist: 'Omar Haddad',
    title: 'Rain on Plastic',
    url: 'https://omarhaddad.bandcamp.com/track/rain-on-plastic',
    genre: 'Electronica',
    hoursAgo: 160,
    followUps: [
      {
        hoursAfter: 33,
        person: 'mara',
        status: 'rejected',
        reason: 'Beautiful textures, but not enough song for us.',
      },
    ],
  },
  {
    person: 'bjorn',
    artist: 'Björn & die Fahrradwerkstatt',
    title: 'Donaudampfschifffahrtsgesellschaftskapitänsmütze',
    url: soundcloudUrl('bjorn/donaudampfschiff'),
    genre: 'Krautrock',
    hoursAgo: 142,
    message: 'Ja, der Titel muss so lang sein.',
    followUps: [{ hoursAfter: 10, person: 'ines', status: 'needs_review' }],
  },
  {
    person: 'lucia',
    artist: 'Lucía Vega ft. Coro del Barrio',
    title: 'La Última Luz',
    url: 'https://open.spotify.com/track/7ouMYWpwJ422jRcDASZB7P',
    genre: 'Latin house',
    hoursAgo: 121,
    followUps: [{ hoursAfter: 30, person: 'ines', status: 'shortlisted' }],
  },
  {
    person: 'minato',
    artist: 'ミナト',
    title: '朝焼けのテーマ',
    url: youtubeUrl('kJQP7kiw5Fk'),
    genre: 'Ambient',
    hoursAgo: 98,
  },
  {
    person: 'lowtide',
    artist: 'Low Tide',
    title: 'Soft Machines Dream',
    url: soundcloudUrl('lowtide/soft-machines-dream'),
    genre: 'Drum & bass',
    hoursAgo: 77,
    followUps: [{ hoursAfter: 25, person: 'jonas', status: 'approved' }],
  },
  {
    person: 'omar',
    artist: 'Omar Haddad',
    title: 'Copper Wire',
    url: 'https://music.apple.com/gb/album/copper-wire/1440857781?i=1440857785',
    genre: 'Deep house',
    hoursAgo: 55,
    followUps: [{ hoursAfter: 6, person: 'jonas', status: 'needs_review' }],
  },
  {
    person: 'kite',
    artist: 'KITE',
    title: 'Afterglow',
    url: soundcloudUrl('kite/afterglow'),
    genre: 'Melodic techno',
    hoursAgo: 44,
  },
  {
    person: 'bjorn',
    artist: 'Björn',
    title: 'Fjordlicht',
    url: 'https://www.dropbox.com/s/p93k/fjordlicht.wav?dl=0',
    genre: 'Ambient',
    hoursAgo: 27,
  },
  {
    person: 'lucia',
    artist: 'Lucía Vega',
    title: 'Ceniza (Acústico)',
    url: soundcloudUrl('luciavega/ceniza-acustico'),
    genre: 'Folk',
    hoursAgo: 20,
    followUps: [
      { hoursAfter: 8, person: 'ines', status: 'shortlisted' },
      {
        hoursAfter: 9,
        person: 'ines',
        staffMessage: 'We are listening to this one on repeat. Is the master final?',
      },
      { hoursAfter: 9, person: 'ines', isTaken: true },
      { hoursAfter: 9, person: 'ines', stars: 5 },
      { hoursAfter: 10, person: 'jonas', stars: 4 },
      { hoursAfter: 10, person: 'ines', priority: 'high' },
      { hoursAfter: 9, person: 'ines', tag: 'spring compilation' },
      {
        hoursAfter: 10,
        person: 'jonas',
        note: 'This breath before the chorus: leave it in.',
        positionMs: 62_000,
      },
      { hoursAfter: 10, person: 'ines', note: 'Opens side B, if the master is final.' },
      { hoursAfter: 11, artistReply: 'Final, yes. I can send stems too.' },
    ],
  },
  {
    person: 'minato',
    artist: 'ミナト',
    title: '雨のプラットフォーム',
    url: youtubeUrl('JGwWNGJdvx8'),
    genre: 'City pop',
    hoursAgo: 9,
  },
  {
    person: 'lowtide',
    artist: 'Low Tide',
    title: 'Paper Lanterns',
    url: soundcloudUrl('lowtide/paper-lanterns'),
    genre: 'Drum & bass',
    hoursAgo: 5,
  },
  {
    person: 'omar',
    artist: 'Omar Haddad',
    title: 'Second Skin',
    url: 'https://omarhaddad.bandcamp.com/track/second-skin',
    genre: 'Deep house',
    hoursAgo: 2,
    message: 'Follow-up to Basement Letters. Same drum machine, better mood.',
    followUps: [
      { hoursAfter: 1, person: 'jonas', tag: 'deep house' },
      { hoursAfter: 1, person: 'jonas', isTaken: true },
    ],
  },
];
