const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/**
 * An amount of yuan in Chinese capitals (支付结算办法 附一): `120000000` → 壹佰贰拾万元整.
 *
 * @param minorUnits whole fen, digits only, at most sixteen
 */
export function chineseAmount(minorUnits: string): string {
  const digits = minorUnits.padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
  const [jiao = '0', fen = '0'] = digits.slice(-2);
  const whole = yuan === '0' && (jiao !== '0' || fen !== '0') ? '' : `${integerWords(yuan)}元`;
  return whole + fractionWords(jiao, fen, whole !== '');
}

function fractionWords(jiao: string, fen: string, hasYuan: boolean): string {
  if (jiao === '0' && fen === '0') return '整';
  const jiaoWords = jiao === '0' ? (hasYuan ? '零' : '') : `${digit(jiao)}角`;
  return fen === '0' ? `${jiaoWords}整` : `${jiaoWords}${digit(fen)}分`;
}

function integerWords(yuan: string): string {
  if (yuan === '0') return '零';
  const groups: string[] = [];
  for (let end = yuan.length; end > 0; end -= 4) groups.unshift(yuan.slice(Math.max(0, end - 4), end));
  const words = groups.map((group, at) => groupWords(group, groups.length - 1 - at, at > 0));
  return words.join('').replace(/零+/g, '零').replace(/零$/, '');
}

/** One group of four digits with its unit; a zero stands for any gap before or inside it. */
function groupWords(group: string, unit: number, hasMoreBefore: boolean): string {
  if (/^0+$/.test(group)) return '零';
  const padded = hasMoreBefore ? group : group.replace(/^0+/, '');
  const words = [...padded].map((character, at) =>
    character === '0' ? '零' : digit(character) + PLACES[padded.length - 1 - at],
  );
  return (
    words.join('').replace(/零+/g, '零').replace(/零$/, '') + GROUPS[unit] + (/0$/.test(group) ? '零' : '')
  );
}

function digit(character: string): string {
  return DIGITS.charAt(Number(character));
}
