export default function Palette(_props: { close(): void; openKeys(): void }) {
  return null;
}
