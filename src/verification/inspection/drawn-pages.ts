/** Asks an inspection process for pictures of pages before and after what was changed. */
export interface DrawingRequest {
  readonly draw: {
    /** Bytes of the file that the signature covers: what was signed, read by itself. */
    readonly coveredLength: number;
    /** From 1. */
    readonly pages: readonly number[];
  };
}

/** One page as it was signed and as it is, PNG as base64; null where it is in one of the two alone, or cannot be drawn. */
export interface DrawnPage {
  readonly page: number;
  readonly before: string | null;
  readonly after: string | null;
}

export const isDrawingRequest = (head: object): head is DrawingRequest => 'draw' in head;
