/** Formats of a file. */
export const FORMATS = ['xlsx', 'csv'] as const
export type Format = (typeof FORMATS)[number]
