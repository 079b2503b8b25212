export const programme: { rewards: { id: string; cost_units: number }[] };
export const config: object;
