import type { Row } from '../presenters/result.presenter.ts';
import { Both } from './language-order.tsx';

/** Long numbers read better in groups of four; the gaps are margins, so that a copy has no spaces. */
function CodeValue({ value }: { value: string }) {
  if (!/^[0-9A-Z]{9,24}$/.test(value)) return <code>{value}</code>;
  return (
    <code>
      {(value.match(/.{1,4}/g) ?? []).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}

/** Characters from which a value is prose and no longer stands out. */
const LONG = 40;

/** Labels and values. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(({ label, value, code }, index) => (
        <div key={index}>
          <dt>
            <Both text={label} />
          </dt>
          <dd class={value.zh.length > LONG ? 'long' : undefined}>
            {code ? <CodeValue value={value.zh} /> : <Both text={value} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
