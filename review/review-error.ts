/** A mistake of whoever asked for a page or a report: its message is one sentence, and no stack is shown. */
export class ReviewError extends Error {}
