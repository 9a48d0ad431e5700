/** Languages in which Carrefour may answer. */
export const LANGUAGES = ['pt', 'en', 'es', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a line of a stock file can be refused for. */
export const REASONS = ['unknownOffer', 'badQuantity', 'duplicateLine', 'badUpdateDelete'] as const
export type Reason = (typeof REASONS)[number]

// Carrefour's real words are not published. These are plausible ones; the settings can replace each.
const TEXTS: Record<Language, Record<Reason, string>> = {
  pt: {
    unknownOffer: 'A oferta com o SKU {sku} não existe',
    badQuantity: 'A quantidade "{quantity}" não é um número inteiro maior ou igual a 0',
    duplicateLine: 'O SKU {sku} aparece mais de uma vez no arquivo',
    badUpdateDelete: 'O valor de update-delete deve ser "update" ou "delete"',
  },
  en: {
    unknownOffer: 'The offer with SKU {sku} does not exist',
    badQuantity: 'The quantity "{quantity}" is not a whole number of 0 or more',
    duplicateLine: 'The SKU {sku} appears more than once in the file',
    badUpdateDelete: 'The value of update-delete must be "update" or "delete"',
  },
  es: {
    unknownOffer: 'La oferta con el SKU {sku} no existe',
    badQuantity: 'La cantidad "{quantity}" no es un número entero mayor o igual a 0',
    duplicateLine: 'El SKU {sku} aparece más de una vez en el archivo',
    badUpdateDelete: 'El valor de update-delete debe ser "update" o "delete"',
  },
  fr: {
    unknownOffer: "L'offre avec le SKU {sku} n'existe pas",
    badQuantity: 'La quantité "{quantity}" n\'est pas un nombre entier supérieur ou égal à 0',
    duplicateLine: 'Le SKU {sku} apparaît plusieurs fois dans le fichier',
    badUpdateDelete: 'La valeur de update-delete doit être "update" ou "delete"',
  },
}

/** Writes the reason for one line; `{sku}` and `{quantity}` in a text stand for the line's values. */
export function reasonText(
  reason: Reason,
  line: { sku: string; quantity: string },
  settings: { language: Language; texts: Partial<Record<Reason, string>> }
): string {
  const text = settings.texts[reason] ?? TEXTS[settings.language][reason]
  return text.replaceAll('{sku}', line.sku).replaceAll('{quantity}', line.quantity)
}
