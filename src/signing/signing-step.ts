/** Where a sealing stands between its signature and its level; tests end the process there. */
export const SIGNING_STEPS = ['before-stamp', 'after-stamp'] as const;
export type SigningStep = (typeof SIGNING_STEPS)[number];

/** Told of each step as it is passed: `before-stamp` the signature is made, `after-stamp` its time is proven. */
export type PassStep = (step: SigningStep) => void;
