import encodeQr from 'qr';
import type { Bilingual } from '../text/bilingual.ts';
import { useFirst } from './language-order.tsx';

/** Light modules around a symbol (ISO/IEC 18004 §6.3.8). */
const BORDER = 4;

/** A QR symbol of `text`, drawn as one path of dark modules. */
export function QrPicture({ text, label }: { text: string; label: Bilingual }) {
  const first = useFirst();
  const rows = encodeQr(text, 'raw', { ecc: 'low', border: BORDER });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      class="qr"
      role="img"
      aria-label={first(label)}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      width="240"
      height="240"
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
