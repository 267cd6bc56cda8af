import type { FontRole } from '../page-description.ts';

/** A font file as an npm package ships it; the loader resolves `module` and hands the bytes in. */
export interface FontFile {
  readonly postScriptName: string;
  /** Module specifier of the `.ttf` file. */
  readonly module: string;
}

const NOTO_SANS: FontFile = {
  postScriptName: 'NotoSansSC-Regular',
  module: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
};
const NOTO_SANS_BOLD: FontFile = {
  postScriptName: 'NotoSansSC-Bold',
  module: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};
const NOTO_SERIF: FontFile = {
  postScriptName: 'NotoSerifSC-Regular',
  module: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
};
const NOTO_SERIF_BOLD: FontFile = {
  postScriptName: 'NotoSerifSC-Bold',
  module: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
};

/**
 * Which file draws which role, in the order they are tried: the role's own type first, then the other family in the
 * same weight, then the regular weights. All under the SIL Open Font License 1.1, which allows embedding.
 */
export const FONT_FILES: Readonly<Record<FontRole, readonly FontFile[]>> = {
  sans: [NOTO_SANS, NOTO_SERIF],
  'sans-bold': [NOTO_SANS_BOLD, NOTO_SERIF_BOLD, NOTO_SANS, NOTO_SERIF],
  serif: [NOTO_SERIF, NOTO_SANS],
  'serif-bold': [NOTO_SERIF_BOLD, NOTO_SANS_BOLD, NOTO_SERIF, NOTO_SANS],
};

/**
 * Builds the fonts of every role from the bytes of their files; each file is parsed once though several roles use it.
 *
 * @param read gives the bytes of a file (reads the disk; this module does not)
 */
export function fontsFromFiles<Font>(
  load: (file: FontFile) => Font,
): Readonly<Record<FontRole, readonly Font[]>> {
  const loaded = new Map<FontFile, Font>();
  const once = (file: FontFile): Font => {
    const font = loaded.get(file) ?? load(file);
    loaded.set(file, font);
    return font;
  };
  return {
    sans: FONT_FILES.sans.map(once),
    'sans-bold': FONT_FILES['sans-bold'].map(once),
    serif: FONT_FILES.serif.map(once),
    'serif-bold': FONT_FILES['serif-bold'].map(once),
  };
}
