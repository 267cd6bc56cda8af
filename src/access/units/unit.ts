/** A body that manages, issues or uses licences (管理单位, 制发单位, 应用单位). */
export interface Unit {
  readonly id: string;
  /** GB 32100, 18 characters. */
  readonly uscc: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** GB/T 2260, six digits. */
  readonly regionCode: string;
  readonly parentId: string | null;
  readonly managing: boolean;
  readonly issuing: boolean;
  readonly using: boolean;
  /** Public telephone, shown with a verdict. */
  readonly phone: string | null;
}
