import { BED_SIZES, VOLTAGES, type Department } from './types'

export const APPLIANCES: Department = {
  code: 'ELE',
  category: 'Eletrodomésticos',
  products: [
    ['Geladeira Frost Free duplex 375 L', 'Novabrisa', 3299, VOLTAGES],
    ['Fogão 5 bocas com mesa de vidro', 'Novabrisa', 1499, ['Inox', 'Branco']],
    ['Micro-ondas 32 L com grill', 'Novabrisa', 649, VOLTAGES],
    ['Lava e seca 11 kg inverter', 'Novabrisa', 3799, VOLTAGES],
    ['Lavadora de roupas 13 kg', 'Novabrisa', 1899, VOLTAGES],
    ['Freezer vertical 230 L', 'Serralume', 2199, VOLTAGES],
    ['Cooktop de indução 4 bocas', 'Serralume', 1299],
    ['Depurador de ar 60 cm inox', 'Serralume', 429, VOLTAGES],
    ['Ar-condicionado split 12.000 BTUs', 'Serralume', 2149],
    ['Climatizador de ar 7 L', 'Serralume', 489, VOLTAGES],
    ['Purificador de água compacto', 'Serralume', 549, VOLTAGES],
    ['Adega climatizada 12 garrafas', 'Serralume', 899, VOLTAGES],
  ],
}

export const PORTABLES: Department = {
  code: 'POR',
  category: 'Eletroportáteis',
  products: [
    ['Liquidificador 12 velocidades 1000 W', 'Veltrix Lar', 189.9, VOLTAGES],
    ['Batedeira planetária 5 L', 'Veltrix Lar', 499.9, VOLTAGES],
    ['Fritadeira sem óleo 5 L', 'Veltrix Lar', 399.9, VOLTAGES],
    ['Cafeteira elétrica 30 xícaras', 'Veltrix Lar', 149.9, VOLTAGES],
    ['Panela elétrica de arroz 10 xícaras', 'Veltrix Lar', 219.9, VOLTAGES],
    ['Grill e sanduicheira 1000 W', 'Veltrix Lar', 129.9, VOLTAGES],
    ['Espremedor de frutas 1,2 L', 'Veltrix Lar', 99.9, VOLTAGES],
    ['Mixer vertical 3 em 1', 'Veltrix Lar', 179.9, VOLTAGES],
    ['Ferro a vapor cerâmico', 'Lumivolt', 139.9, VOLTAGES],
    ['Aspirador robô com mapeamento', 'Lumivolt', 1299.9],
    ['Aspirador vertical 2 em 1', 'Lumivolt', 299.9, VOLTAGES],
    ['Ventilador de mesa 40 cm', 'Lumivolt', 169.9, VOLTAGES],
    ['Chaleira elétrica 1,8 L inox', 'Lumivolt', 149.9, VOLTAGES],
    ['Torradeira 2 fatias', 'Lumivolt', 119.9, VOLTAGES],
    ['Máquina de costura portátil', 'Lumivolt', 449.9, VOLTAGES],
  ],
}

export const KITCHEN: Department = {
  code: 'CAS',
  category: 'Casa e cozinha',
  products: [
    ['Jogo de panelas antiaderente 7 peças', 'Casa Ipê', 359.9, ['Vermelho', 'Grafite']],
    ['Panela de pressão 4,5 L', 'Casa Ipê', 149.9],
    ['Frigideira antiaderente', 'Casa Ipê', 79.9, ['20 cm', '24 cm', '28 cm']],
    ['Faqueiro inox 24 peças', 'Casa Ipê', 129.9],
    ['Conjunto de facas 6 peças com cepo', 'Casa Ipê', 159.9],
    ['Aparelho de jantar 20 peças', 'Casa Ipê', 289.9],
    ['Jogo de copos de vidro 300 ml, 6 unidades', 'Casa Ipê', 39.9],
    ['Jogo de taças 450 ml, 4 unidades', 'Casa Ipê', 69.9],
    ['Potes herméticos, 10 unidades', 'Casa Ipê', 99.9],
    ['Assadeira de vidro 3 L com tampa', 'Casa Ipê', 64.9],
    ['Garrafa térmica 1 L inox', 'Casa Ipê', 119.9],
    ['Escorredor de louça inox', 'Casa Ipê', 109.9],
    ['Tábua de corte de bambu', 'Casa Ipê', 49.9],
    ['Varal de chão dobrável', 'Barro Vivo', 129.9],
    ['Lixeira inox com pedal 12 L', 'Barro Vivo', 139.9],
    ['Organizador de gavetas, 4 peças', 'Barro Vivo', 44.9],
    ['Vaso cerâmico decorativo 30 cm', 'Barro Vivo', 89.9, ['Terracota', 'Branco']],
    ['Rede de descanso com varanda', 'Barro Vivo', 149.9, ['Crua', 'Azul']],
    ['Luminária de mesa articulada', 'Barro Vivo', 99.9, ['Preta', 'Branca']],
  ],
}

export const TEXTILES: Department = {
  code: 'CMB',
  category: 'Cama, mesa e banho',
  products: [
    ['Jogo de lençol 200 fios', 'Algodão do Vale', 149.9, BED_SIZES],
    ['Edredom dupla face', 'Algodão do Vale', 189.9, BED_SIZES],
    ['Cobre-leito matelassê', 'Algodão do Vale', 169.9, BED_SIZES],
    ['Manta de microfibra', 'Algodão do Vale', 79.9, BED_SIZES],
    ['Protetor de colchão impermeável', 'Algodão do Vale', 89.9, BED_SIZES],
    ['Travesseiro de fibra 50 x 70 cm', 'Algodão do Vale', 49.9],
    ['Travesseiro de espuma viscoelástica', 'Algodão do Vale', 119.9],
    ['Jogo de toalhas de banho 5 peças', 'Algodão do Vale', 159.9, ['Branco', 'Cinza', 'Azul']],
    ['Toalha de rosto 100% algodão', 'Algodão do Vale', 24.9, ['Branco', 'Cinza', 'Azul']],
    ['Toalha de mesa retangular 6 lugares', 'Algodão do Vale', 69.9],
    ['Tapete para banheiro antiderrapante', 'Algodão do Vale', 39.9, ['Cinza', 'Bege']],
    ['Cortina blecaute 2,60 x 1,80 m', 'Algodão do Vale', 129.9, ['Bege', 'Cinza']],
    ['Roupão atoalhado', 'Algodão do Vale', 149.9, ['M', 'G']],
  ],
}
