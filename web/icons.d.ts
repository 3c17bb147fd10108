// The package types only its index, which holds 6,358 icons; one file each is what we load.
declare module '@tabler/icons-react/dist/esm/icons/*' {
  const icon: typeof import('@tabler/icons-react').IconHome;
  export default icon;
}
