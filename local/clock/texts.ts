import type { Language } from '../admin/shell/language'

const span =
  (day: string, days: string) =>
  (ms: number): string => {
    const minutes = Math.floor(ms / 60_000)
    const whole = Math.floor(minutes / 1_440)
    const clock = `${Math.floor((minutes % 1_440) / 60)} h ${minutes % 60} min`
    return whole === 0 ? clock : `${whole} ${whole === 1 ? day : days} ${clock}`
  }

const TEXTS = {
  pt: {
    title: 'Relógio',
    lead: 'Adianta a hora do workspace inteiro: agendador, filas, prazos, tokens, Carrefour e o próprio serviço. O que vence nesse tempo acontece na hora.',
    time: 'Agora',
    now: 'Hora do workspace',
    ahead: 'Adiantar',
    isAhead: 'Adiantado em',
    notAhead: 'nada: é a hora desta máquina',
    span: span('dia', 'dias'),
    moves: {
      minute: 'Próximo minuto agora',
      quarter: '15 minutos depois',
      hour: '1 hora depois',
      day: '1 dia depois',
      threeDays: '3 dias depois',
    },
    minutes: 'Minutos',
    move: 'Adiantar',
    moved: 'Relógio adiantado.',
    note: 'O relógio não volta atrás; npm start -- --reset recomeça na hora da máquina. Para o aplicativo, um salto de mais de 5 minutos é um tempo em que ninguém o acionou: ele avisa que o envio parou e faz uma comparação. Sessões duram um dia: depois, entre de novo.',
    fixed: 'Com --live vale a hora dos servidores de verdade: o relógio não pode ser adiantado.',
  },
  en: {
    title: 'Clock',
    lead: 'Moves the time of the whole workspace ahead: scheduler, queues, deadlines, tokens, Carrefour and the service itself. Whatever falls due in that time happens right away.',
    time: 'Now',
    now: 'Time of the workspace',
    ahead: 'Move ahead',
    isAhead: 'Ahead by',
    notAhead: 'nothing: it is this machine’s time',
    span: span('day', 'days'),
    moves: {
      minute: 'Next minute now',
      quarter: '15 minutes later',
      hour: '1 hour later',
      day: '1 day later',
      threeDays: '3 days later',
    },
    minutes: 'Minutes',
    move: 'Move ahead',
    moved: 'The clock was moved ahead.',
    note: 'The clock never goes back; npm start -- --reset starts again at this machine’s time. To the app, a leap of more than 5 minutes is a time in which nobody called it: it says that sending stopped, and compares. Sessions last one day; then sign in again.',
    fixed: 'With --live the time is that of the real hosts: the clock cannot be moved.',
  },
  es: {
    title: 'Reloj',
    lead: 'Adelanta la hora de todo el workspace: programador, colas, plazos, tokens, Carrefour y el propio servicio. Lo que vence en ese tiempo ocurre en el acto.',
    time: 'Ahora',
    now: 'Hora del workspace',
    ahead: 'Adelantar',
    isAhead: 'Adelantado',
    notAhead: 'nada: es la hora de esta máquina',
    span: span('día', 'días'),
    moves: {
      minute: 'Próximo minuto ahora',
      quarter: '15 minutos después',
      hour: '1 hora después',
      day: '1 día después',
      threeDays: '3 días después',
    },
    minutes: 'Minutos',
    move: 'Adelantar',
    moved: 'Reloj adelantado.',
    note: 'El reloj no retrocede; npm start -- --reset vuelve a empezar con la hora de la máquina. Para la aplicación, un salto de más de 5 minutos es un tiempo en que nadie la llamó: avisa que el envío se detuvo y hace una comparación. Las sesiones duran un día: después, inicie sesión de nuevo.',
    fixed: 'Con --live vale la hora de los servidores reales: el reloj no se puede adelantar.',
  },
} as const

export const clockTexts = (language: Language) => TEXTS[language]
