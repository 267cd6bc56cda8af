/** A matrix [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f (ISO 32000-2 §8.3.3). */
export type Transform = readonly [number, number, number, number, number, number];

export const IDENTITY: Transform = [1, 0, 0, 1, 0, 0];

/** First `one`, then `other`. */
export function combined(one: Transform, other: Transform): Transform {
  const [a, b, c, d, e, f] = one;
  const [g, h, i, j, k, l] = other;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** Where the matrix takes a point (ISO 32000-2 §8.3.4). */
export const applied = ([a, b, c, d, e, f]: Transform, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** Six numbers as a matrix; the identity where there are not six. */
export const transformOf = (numbers: readonly unknown[]): Transform =>
  numbers.length === 6 && numbers.every((one) => typeof one === 'number')
    ? (numbers as unknown as Transform)
    : IDENTITY;
