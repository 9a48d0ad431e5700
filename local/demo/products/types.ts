/** One product of the demo store: name, brand, price in reais, and its variations if it has any. */
export type DemoProduct = [
  name: string,
  brand: string,
  price: number,
  variations?: readonly string[],
]

/** Products of one department. All names and brands are made up. */
export interface Department {
  /** Begins the RefIds. */
  code: string
  category: string
  products: DemoProduct[]
}

export const VOLTAGES = ['110 V', '220 V'] as const
export const SIZES = ['P', 'M', 'G', 'GG'] as const
export const SHOE_SIZES = ['38', '40', '42', '44'] as const
export const COLOURS = ['Preto', 'Azul', 'Branco'] as const
export const BED_SIZES = ['Solteiro', 'Casal', 'Queen'] as const
