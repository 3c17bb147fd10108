import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

function Icon({ size = 20, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const HashIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3 7 21M17 3l-3 18M4 8.5h17M3 15.5h17" />
  </Icon>
);
export const HashLockIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3 7 21M15.6 12 14 21M4 8.5h9M3 15.5h17" />
    <rect x="15" y="5" width="8" height="6" rx="1.2" fill="currentColor" stroke="none" />
    <path d="M17 5.5V4a2 2 0 0 1 4 0v1.5" strokeWidth="1.6" />
  </Icon>
);
export const ThreadIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 5h16v8a2 2 0 0 1-2 2h-6l-5 4v-4H6a2 2 0 0 1-2-2zM8 9h8M8 12h4" />
  </Icon>
);
export const MegaphoneIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 10v4l3 .5V19h3v-4l10 3V6L7 9.5z" />
  </Icon>
);
export const ChatIcon = (props: IconProps) => (
  <Icon {...props}>
    <path
      d="M12 3.5c5 0 9 3.3 9 7.5s-4 7.5-9 7.5c-1 0-2-.1-2.900-.4L4.500 20.500l1-4C4 15.100 3 13.100 3 11c0-4.200 4-7.500 9-7.500Z"
      fill="currentColor"
      stroke="none"
    />
  </Icon>
);
export const PlusIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" />
    <path d="M12 7.500v9M7.500 12h9" stroke="var(--composer)" />
  </Icon>
);
export const CloseIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const ChevronIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m6 9 6 6 6-6" />
  </Icon>
);
export const MenuIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);
export const PeopleIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="9" cy="8" r="3.800" fill="currentColor" stroke="none" />
    <path d="M2 20c0-4 3-6.500 7-6.500s7 2.500 7 6.500z" fill="currentColor" stroke="none" />
    <path d="M16 5a3.500 3.500 0 0 1 0 6.500M18.500 14.500c2 .8 3.500 2.700 3.500 5.500" />
  </Icon>
);
export const ReplyIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M9 6 3.500 11.500 9 17M4 11.500h9a7 7 0 0 1 7 7" />
  </Icon>
);
export const DotsIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="5" cy="12" r="2" fill="currentColor" stroke="none" />
    <circle cx="12" cy="12" r="2" fill="currentColor" stroke="none" />
    <circle cx="19" cy="12" r="2" fill="currentColor" stroke="none" />
  </Icon>
);
export const PencilIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m4 20 1-5L16 4l4 4L9 19z" />
  </Icon>
);
export const TrashIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13" />
  </Icon>
);
export const FileIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6 2.500h8L19 8v13.500H6zM14 2.500V8h5" />
  </Icon>
);
export const DownloadIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 4v11m-5-4.500 5 5 5-5M5 20h14" />
  </Icon>
);
export const EyeIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M2 12s3.600-7 10-7 10 7 10 7-3.600 7-10 7-10-7-10-7Z" />
    <circle cx="12" cy="12" r="3" fill="currentColor" stroke="none" />
  </Icon>
);
export const ExternalLinkIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M14 4h6v6M20 4l-9 9M17 14v6H4V7h6" />
  </Icon>
);
export const SwitchIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 8h14l-4-4M20 16H6l4 4" />
  </Icon>
);
export const CrownIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m3 7 4.500 4L12 4l4.500 7L21 7l-2 12H5z" fill="currentColor" stroke="none" />
  </Icon>
);
export const CheckIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m4.500 12.500 5 5 10-11" />
  </Icon>
);
export const SlashIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="3" width="18" height="18" rx="5" />
    <path d="m14.500 8-5 8" />
  </Icon>
);
