/** A malformed part is an answer, not a failure: the bytes are the attacker's. */
export function valueOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
