export interface TimeZoneView {
  current: string;
  groups: { group: string; items: { value: string; label: string }[] }[];
  revision: number;
}
