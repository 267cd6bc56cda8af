const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  $: 's',
  '3': 'e',
  '1': 'l',
  '!': 'l',
};

/** What makes a password look another without being harder to guess: capitals, and signs written for letters. */
export const foldPassword = (password: string): string =>
  password.toLowerCase().replace(/[@0$31!]/g, (sign) => LOOK_ALIKES[sign] ?? sign);
