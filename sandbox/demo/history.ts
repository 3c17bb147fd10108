import type { Status } from '../../domain/index.ts';
import type { PEOPLE } from './world.ts';

/** A demo of the label's past: who sent what, how many hours ago, and what became of it. */
export interface PastDemo {
  by: keyof typeof PEOPLE;
  artist: string;
  title: string;
  url: string;
  genre: string;
  hoursAgo: number;
  message?: string;
  /** What staff did, in order, each so many hours after it came in. */
  next?: (
    | { after: number; by: keyof typeof PEOPLE; status: Status; reason?: string }
    | { after: number; by: keyof typeof PEOPLE; says: string }
    | { after: number; artistSays: string }
    | { after: number; withdraws: true }
  )[];
}

const sc = (path: string) => `https://soundcloud.com/${path}`;
const yt = (id: string) => `https://www.youtube.com/watch?v=${id}`;

/** Three weeks of a label that listens: newest last. */
export const HISTORY: PastDemo[] = [
  {
    by: 'lucia',
    artist: 'Lucía Vega',
    title: 'Sal y Ceniza',
    url: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    genre: 'Latin house',
    hoursAgo: 490,
    message: 'Vocals by my sister. All rights ours.',
    next: [
      { after: 20, by: 'ines', status: 'shortlisted' },
      {
        after: 46,
        by: 'mara',
        status: 'approved',
        reason: 'The second verse gave us goosebumps. We want this for the spring compilation.',
      },
      { after: 47, artistSays: 'Crying in the studio right now. Yes please!' },
      { after: 70, by: 'mara', status: 'contacted' },
    ],
  },
  {
    by: 'bjorn',
    artist: 'Björn & die Fahrradwerkstatt',
    title: 'Kaltes Klares Wasser',
    url: 'https://www.dropbox.com/s/k8x2/kaltes-klares-wasser.wav?dl=0',
    genre: 'Krautrock',
    hoursAgo: 470,
    next: [
      {
        after: 30,
        by: 'jonas',
        status: 'rejected',
        reason: 'Lovely playing, but we have no home for krautrock this year.',
      },
    ],
  },
  {
    by: 'omar',
    artist: 'Omar Haddad',
    title: 'Basement Letters',
    url: 'https://omarhaddad.bandcamp.com/track/basement-letters',
    genre: 'Deep house',
    hoursAgo: 440,
    next: [
      { after: 12, by: 'ines', status: 'needs_review' },
      { after: 60, by: 'mara', status: 'approved' },
      { after: 120, by: 'mara', status: 'signed' },
    ],
  },
  {
    by: 'lowtide',
    artist: 'Low Tide',
    title: 'Untitled 7 (VIP)',
    url: 'https://drive.google.com/file/d/1a2B3c4D5e6F7g8H/view?usp=sharing',
    genre: 'Drum & bass',
    hoursAgo: 410,
    next: [
      {
        after: 50,
        by: 'jonas',
        status: 'rejected',
        reason: 'The low end fights the vocal. Send us a new mix?',
      },
      { after: 52, artistSays: 'Fair. New mix next week.' },
    ],
  },
  {
    by: 'minato',
    artist: 'ミナト',
    title: '夜の果て',
    url: yt('dQw4w9WgXcQ'),
    genre: 'City pop',
    hoursAgo: 380,
    message: '去年のツアーで演奏した曲です。よろしくお願いします。',
    next: [
      { after: 26, by: 'ines', status: 'shortlisted' },
      {
        after: 80,
        by: 'mara',
        status: 'approved',
        reason: 'We do not understand every word and love all of them.',
      },
    ],
  },
  {
    by: 'kite',
    artist: 'KITE',
    title: 'Meridian',
    url: sc('kite/meridian'),
    genre: 'Melodic techno',
    hoursAgo: 350,
    next: [
      {
        after: 40,
        by: 'jonas',
        status: 'rejected',
        reason: 'Close. The break wants two bars less.',
      },
    ],
  },
  {
    by: 'omar',
    artist: 'Omar Haddad',
    title: 'Velvet Static',
    url: sc('omarhaddad/velvet-static'),
    genre: 'Deep house',
    hoursAgo: 318,
    next: [{ after: 30, by: 'jonas', status: 'processed' }],
  },
  {
    by: 'bjorn',
    artist: 'Björn',
    title: 'Nachtzug nach Lissabon',
    url: 'https://audius.co/bjorn/nachtzug-nach-lissabon',
    genre: 'Ambient',
    hoursAgo: 290,
    next: [{ after: 44, by: 'ines', status: 'approved' }],
  },
  {
    by: 'lucia',
    artist: 'Lucía Vega',
    title: 'Marea Baja',
    url: sc('luciavega/marea-baja'),
    genre: 'Latin house',
    hoursAgo: 262,
    next: [{ after: 20, by: 'mara', status: 'rejected' }],
  },
  {
    by: 'lowtide',
    artist: 'Low Tide',
    title: 'Untitled 7 (VIP, new mix)',
    url: sc('lowtide/untitled-7-vip-2'),
    genre: 'Drum & bass',
    hoursAgo: 236,
    next: [
      {
        after: 22,
        by: 'jonas',
        status: 'approved',
        reason: 'That is the one. Thank you for sticking with it.',
      },
    ],
  },
  {
    by: 'minato',
    artist: 'ミナト',
    title: 'Neon Rain',
    url: yt('9bZkp7q19f0'),
    genre: 'City pop',
    hoursAgo: 210,
    next: [{ after: 28, by: 'ines', status: 'contacted' }],
  },
  {
    by: 'kite',
    artist: 'KITE',
    title: 'Orbit (Demo 3)',
    url: 'https://untitled.stream/library/project/orbit-demo-3',
    genre: 'Melodic techno',
    hoursAgo: 188,
    next: [{ after: 60, withdraws: true }],
  },
  {
    by: 'omar',
    artist: 'Omar Haddad',
    title: 'Rain on Plastic',
    url: 'https://omarhaddad.bandcamp.com/track/rain-on-plastic',
    genre: 'Electronica',
    hoursAgo: 160,
    next: [
      {
        after: 33,
        by: 'mara',
        status: 'rejected',
        reason: 'Beautiful textures, but not enough song for us.',
      },
    ],
  },
  {
    by: 'bjorn',
    artist: 'Björn & die Fahrradwerkstatt',
    title: 'Donaudampfschifffahrtsgesellschaftskapitänsmütze',
    url: sc('bjorn/donaudampfschiff'),
    genre: 'Krautrock',
    hoursAgo: 142,
    message: 'Ja, der Titel muss so lang sein.',
    next: [{ after: 10, by: 'ines', status: 'needs_review' }],
  },
  {
    by: 'lucia',
    artist: 'Lucía Vega ft. Coro del Barrio',
    title: 'La Última Luz',
    url: 'https://open.spotify.com/track/7ouMYWpwJ422jRcDASZB7P',
    genre: 'Latin house',
    hoursAgo: 121,
    next: [{ after: 30, by: 'ines', status: 'shortlisted' }],
  },
  {
    by: 'minato',
    artist: 'ミナト',
    title: '朝焼けのテーマ',
    url: yt('kJQP7kiw5Fk'),
    genre: 'Ambient',
    hoursAgo: 98,
  },
  {
    by: 'lowtide',
    artist: 'Low Tide',
    title: 'Soft Machines Dream',
    url: sc('lowtide/soft-machines-dream'),
    genre: 'Drum & bass',
    hoursAgo: 77,
    next: [{ after: 25, by: 'jonas', status: 'approved' }],
  },
  {
    by: 'omar',
    artist: 'Omar Haddad',
    title: 'Copper Wire',
    url: 'https://music.apple.com/gb/album/copper-wire/1440857781?i=1440857785',
    genre: 'Deep house',
    hoursAgo: 55,
    next: [{ after: 6, by: 'jonas', status: 'needs_review' }],
  },
  {
    by: 'kite',
    artist: 'KITE',
    title: 'Afterglow',
    url: sc('kite/afterglow'),
    genre: 'Melodic techno',
    hoursAgo: 44,
  },
  {
    by: 'bjorn',
    artist: 'Björn',
    title: 'Fjordlicht',
    url: 'https://www.dropbox.com/s/p93k/fjordlicht.wav?dl=0',
    genre: 'Ambient',
    hoursAgo: 27,
  },
  {
    by: 'lucia',
    artist: 'Lucía Vega',
    title: 'Ceniza (Acústico)',
    url: sc('luciavega/ceniza-acustico'),
    genre: 'Folk',
    hoursAgo: 20,
    next: [
      { after: 8, by: 'ines', status: 'shortlisted' },
      {
        after: 9,
        by: 'ines',
        says: 'We are listening to this one on repeat. Is the master final?',
      },
      { after: 11, artistSays: 'Final, yes. I can send stems too.' },
    ],
  },
  {
    by: 'minato',
    artist: 'ミナト',
    title: '雨のプラットフォーム',
    url: yt('JGwWNGJdvx8'),
    genre: 'City pop',
    hoursAgo: 9,
  },
  {
    by: 'lowtide',
    artist: 'Low Tide',
    title: 'Paper Lanterns',
    url: sc('lowtide/paper-lanterns'),
    genre: 'Drum & bass',
    hoursAgo: 5,
  },
  {
    by: 'omar',
    artist: 'Omar Haddad',
    title: 'Second Skin',
    url: 'https://omarhaddad.bandcamp.com/track/second-skin',
    genre: 'Deep house',
    hoursAgo: 2,
    message: 'Follow-up to Basement Letters. Same drum machine, better mood.',
  },
];
