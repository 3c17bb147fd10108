/**
 * The privacy page: each section is a heading and paragraphs, in the order of `privacySections`.
 */
export const privacyStrings = {
  privacy: {
    title: 'Privacy',
    headline: 'What we store, why, where, and how to have it removed',
    intro:
      'Vektra delivers demos from artists to labels. To do that, we store some data. This page lists all of it in plain words.',
    short: 'In short',
    short_1: 'A label’s data can be reached by that label’s staff only.',
    short_2: 'Artists can get or erase their data by contacting us, whatever plan the label is on.',
    short_3: 'No ads, no tracking, and nothing is sold. Cookies only keep you signed in.',
    contents: 'On this page',
    sections: {
      artist: {
        title: 'When you send a demo',
        p1: 'We store what you enter in the form: artist name, track title, link, files, message and your answers to the label’s own questions. We also store your Discord ID and your name in that server, so we can send you the reply.',
        p2: 'We keep the files you attach to a demo or a message, or upload for one, encrypted with a key of that label’s. We compute length, loudness, waveform and a fingerprint of the recording, so that the label can play it and recognize one it already has. Unless the label turns it off, sound files of up to 10 MB are also posted on Discord, in the label’s private thread about the demo, so that its staff can play them there. Of a link we store the address; if it’s a short link, we look up where it leads. We ask the platform it’s on (SoundCloud, YouTube, Spotify, Apple Music, Audius, TIDAL or Deezer) for the track’s title, artist and artwork, and store those. The platform gets the link and sees our server, not you or whoever reviews the demo.',
        p3: 'We store the messages between you and the label about a demo, and its decisions: who made them, when and why.',
      },
      staff: {
        title: 'When you review for a label',
        p1: 'We store your Discord ID, your name and what you did: decisions, status changes, tags and messages, each with its time. We also store how long you’ve listened to each demo’s files in the player, and where you were last. The label’s staff can see that; artists can’t see who decided or who listened.',
        p2: 'When you sign in here, we ask Discord for your ID, your name, your picture and your list of servers. We keep Discord’s access token encrypted while you’re signed in, and check your permissions with Discord whenever you act.',
      },
      server: {
        title: 'When Vektra is in a server',
        p1: 'We store the server’s ID, name, icon and owner, its settings (label name, channels, roles), its plan, and where its data is stored. For a database of your own, we also store its address and credentials.',
      },
      purpose: {
        title: 'What we use it for',
        p1: 'To deliver demos, messages and decisions between artists and labels, to show them to that label’s staff, to keep the service secure and to find faults. Nothing else: no ads, no profiles.',
        p2: 'Nothing is sold or handed to anyone for their own purposes.',
      },
      where: {
        title: 'Where it’s stored',
        p1: 'A label’s demos, messages and settings are in one location: a database in one region, or a database the label runs itself. Staff can see which on the overview. Files are in file storage of the same region, of the label’s home region if it runs its own database, or of the label’s own; sound files that were posted on Discord are there as well. After a move, the old copy is closed at once and deleted within a day.',
        p2: 'Beyond that, we store what makes it work: which server is stored where and on which plan, which servers someone has open demos in, and sign-in sessions with encrypted tokens. A copy of a label’s settings, without demos or messages, stays in its home region, so that artists get an answer while a database of the label’s own isn’t responding; demos sent meanwhile are held there, encrypted with that label’s key.',
        p3: 'The keys to those tokens and the credentials of labels’ own databases are in a vault, separate from every database. They never appear in a log or on a page, not even to us.',
      },
      who: {
        title: 'Who can see it',
        p1: 'The staff of the label you sent it to, and no one else there. The database itself refuses access to every other label, whatever our code does.',
        p2: 'Our operators can see where a label is stored and on which plan it is, not its demos or messages.',
        p3: 'Others handle it only for us, by kind: the company that hosts our servers, and those that run our databases and file storage. Discord delivers the messages and the sound files posted there, so Discord’s privacy policy applies to them too.',
      },
      long: {
        title: 'How long we keep it',
        p1: 'A label’s demos, messages and their history stay until an artist asks us to erase theirs, or the owner asks us to erase all of it. Nothing is deleted when a plan ends. Files you upload but don’t send are deleted after a day. Files of a rejected demo are deleted after 30 days on Free and 90 days on Starter; on other plans until staff remove them. When a file is deleted, so is its post on Discord. Its record of who changed settings is deleted after a year.',
        p2: 'When Vektra is removed from a server, its data stays in case Vektra is added again. Contact us to erase it.',
        p3: 'Sessions end after 14 days or when you sign out. Logs contain IDs and times, not what people wrote. Backups keep erased data until they’re replaced.',
      },
      rights: {
        title: 'Get or erase your data',
        p1: 'Artists: contact us from the account you sent demos with, and we’ll send you everything we store about you, or erase it. It works on every plan and needs no one’s consent.',
        p2: 'Server owners: contact us to get a copy of everything, or to have it erased.',
        p3: 'Tell us which server it is, even if you’ve left it.',
      },
      cookies: {
        title: 'Cookies',
        p1: 'Two, both set by us and needed to sign in: one keeps you signed in, and one protects the sign-in itself for ten minutes; each comes with a signature cookie. Your theme and shortcut preferences stay in your browser and are never sent to us. So does what you’ve typed and not sent yet, for at most seven days; signing out deletes it. Listening times that haven’t reached us yet wait there for at most six days.',
      },
    },
    support: 'Contact us',
    support_server: 'Join our support server',
  },
};
