/** `-?digits[.digits]`, no exponent, no grouping, no leading plus. */
const PLAIN = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/** True for a decimal number in plain notation without leading zeros. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN.test(text);
}

/** Digits after the point; 0 for a whole number. */
export function decimalsOf(text: string): number {
  return PLAIN.exec(text)?.[3]?.length ?? 0;
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`; exact, no floats. */
export function compareDecimals(left: string, right: string): number {
  const decimals = Math.max(decimalsOf(left), decimalsOf(right));
  const difference = scaled(left, decimals) - scaled(right, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaled(text: string, decimals: number): bigint {
  const [, sign = '', whole = '0', fraction = ''] = PLAIN.exec(text) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(decimals, '0')}`);
}
