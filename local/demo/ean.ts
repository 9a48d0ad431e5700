/**
 * A valid EAN-13 with Brazil's prefix 789: 3 digits of prefix, 4 of a made-up company, 5 of the item, and
 * the check digit of GS1 (weights 1 and 3 from the left).
 */
export function ean13(company: number, item: number): string {
  const digits = `789${String(company).padStart(4, '0')}${String(item).padStart(5, '0')}`
  if (digits.length !== 12) throw new Error(`No EAN for company ${company}, item ${item}`)
  const sum = [...digits].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3),
    0
  )
  return digits + String((10 - (sum % 10)) % 10)
}
